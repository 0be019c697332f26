"use client";

import { useCallback, useMemo, useState } from "react";
import { permitMinutes } from "@/server/members/rules/permit-life";

/** Of the code on the phone, or the reason of somebody who may let it go without. */
export type SpendProof = { permit: string } | { withoutCode: string };

export interface SpendProofs {
  /** Whether this shop asks for it before points are spent. */
  isAsked: boolean;
  maySkip: boolean;
  give: (memberId: string, proof: SpendProof | null) => void;
  /** What is known of this member and until when; null where it has to be asked for. */
  of: (memberId: string) => { proof: SpendProof; until: Date } | null;
}

/** Proofs of the last minutes, in this page's memory only. */
export function useSpendProofs(isAsked: boolean, maySkip: boolean): SpendProofs {
  const [known, setKnown] = useState<ReadonlyMap<string, { proof: SpendProof; until: Date }>>(new Map());
  const give = useCallback((memberId: string, proof: SpendProof | null) => {
    const until = new Date(Date.now() + permitMinutes * 60_000);
    setKnown((now) => {
      const next = new Map(now);
      if (proof) next.set(memberId, { proof, until });
      else next.delete(memberId);
      return next;
    });
  }, []);
  const of = useCallback(
    (memberId: string) => {
      const found = known.get(memberId);
      return found && found.until.getTime() > Date.now() ? found : null;
    },
    [known],
  );
  return useMemo(() => ({ isAsked, maySkip, give, of }), [isAsked, maySkip, give, of]);
}
