"use client";

import { useRouter } from "next/navigation";
import { useErrorText } from "@/app/use-error-text";
import { toast } from "@/components/ui/toaster";

/** Runs a change: says that it worked and shows the page anew, or says why not. A refused change rejects, so that a dialog stays open. */
export function useAct(): <T>(change: Promise<T>, done: string) => Promise<T> {
  const router = useRouter();
  const errorText = useErrorText();
  return async (change, done) => {
    try {
      const answer = await change;
      toast.success(done);
      router.refresh();
      return answer;
    } catch (error) {
      toast.error(errorText(error));
      throw error;
    }
  };
}
