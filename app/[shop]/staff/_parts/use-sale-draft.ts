"use client";

import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { CounterMember } from "@/components/staff/member-line";
import { keepDraft, keptDraft, newDraft, type SaleDraft } from "./sale-draft";

const never = () => () => undefined;

/** The sale in hand and how to change it; what an interrupted visit to this page left is taken up again. */
export function useSaleDraft(slug: string, member: CounterMember | null, usesAllPoints: boolean, heldId?: string) {
  // Only the browser knows what was kept, so the server and the first drawing start with an empty sale.
  const isBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [fresh] = useState(() => newDraft(member, usesAllPoints));
  const openedFor = fresh.openedFor;
  const kept = useMemo(() => (isBrowser ? keptDraft(slug, openedFor) : null), [isBrowser, slug, openedFor]);
  const [edited, setEdited] = useState<SaleDraft | null>(null);
  const found = kept ? { ...kept, member: fresh.member ?? kept.member } : fresh;
  const isWanted = heldId && !found.coupons.some((one) => "heldId" in one && one.heldId === heldId);
  const start = isWanted ? { ...found, coupons: [...found.coupons, { heldId }] } : found;
  useEffect(() => {
    if (edited) keepDraft(slug, edited);
  }, [slug, edited]);
  const change = (next: (now: SaleDraft) => SaleDraft) => setEdited((now) => next(now ?? start));
  return [edited ?? start, change] as const;
}
