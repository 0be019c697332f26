"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useErrorText } from "@/app/use-error-text";
import { toast } from "@/components/ui/toaster";

type Act = <T>(change: Promise<T>, done: string) => Promise<T>;

/** Runs a change: says that it worked and shows the page anew, or says why not. A refused change rejects, so that a dialog stays open. */
export const useAct = (): Act => usePendingAct().act;

/** The same with whether it is under way, for its button: until the page shows what was done, it cannot be done again. */
export function usePendingAct(): { act: Act; isPending: boolean } {
  const router = useRouter();
  const errorText = useErrorText();
  const [running, setRunning] = useState(0);
  const [isRefreshing, startRefresh] = useTransition();
  const act: Act = async (change, done) => {
    setRunning((count) => count + 1);
    try {
      const answer = await change;
      toast.success(done);
      startRefresh(() => router.refresh());
      return answer;
    } catch (error) {
      toast.error(errorText(error));
      throw error;
    } finally {
      setRunning((count) => count - 1);
    }
  };
  return { act, isPending: running > 0 || isRefreshing };
}
