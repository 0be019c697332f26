"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
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
  const scan = async (text: string): Promise<boolean> => {
    setState({ busy: true, error: null });
    try {
      const member = await client.fetchQuery(
        trpc.members.findByCard.queryOptions({ text }, { retry: false, staleTime: 0 }),
      );
      remember(member);
      router.push(memberHref(member.memberId));
      setState({ busy: false, error: null });
      return true;
    } catch (error) {
      setState({ busy: false, error: errorText(error) });
      return false;
    }
  };
  return { ...state, scan, forget: () => setState({ busy: false, error: null }) };
}
