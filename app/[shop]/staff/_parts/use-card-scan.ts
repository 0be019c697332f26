"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useTill } from "./till";

/** Looks a scanned card up and opens the person; says why when it cannot. */
export function useCardScan() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const errorText = useErrorText();
  const { remember, memberHref } = useTill();
  const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: null });
  const turn = useRef(0);
  useEffect(() => () => void turn.current++, []);
  /** Puts off whatever was asked before; what it gives says whether this is still the latest, on a screen that still stands. */
  const begin = (busy = false): (() => boolean) => {
    const mine = ++turn.current;
    setState({ busy, error: null });
    return () => turn.current === mine;
  };
  const scan = async (text: string): Promise<boolean> => {
    const isLatest = begin(true);
    try {
      const member = await client.fetchQuery(
        trpc.members.findByCard.queryOptions({ text }, { retry: false, staleTime: 0 }),
      );
      if (!isLatest()) return false;
      remember(member);
      router.push(memberHref(member.memberId));
      setState({ busy: false, error: null });
      return true;
    } catch (error) {
      if (isLatest()) setState({ busy: false, error: errorText(error) });
      return false;
    }
  };
  return { ...state, scan, begin, forget: () => setState({ busy: false, error: null }) };
}
