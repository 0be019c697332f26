"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useTill } from "./till";

/** Of all boxes of the counter: a code may be read by one part of a screen and answered when another stands in its place. */
let turn = 0;

/** Looks a scanned card up and opens the person; says why when it cannot. */
export function useCardScan() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const errorText = useErrorText();
  const { remember, memberHref } = useTill();
  const [state, setState] = useState<{ busy: boolean; error: string | null }>({ busy: false, error: null });
  /** Puts off whatever was asked before; what it gives says whether this is still the latest, where it was asked. */
  const begin = (busy = false): (() => boolean) => {
    turn += 1;
    const [mine, place] = [turn, location.pathname];
    setState({ busy, error: null });
    return () => turn === mine && location.pathname === place;
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
