"use client";

import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useErrorText } from "@/app/use-error-text";
import { toast } from "@/components/ui/toaster";
import type { AppRouter } from "@/server/trpc/root";

const isConflict = (error: unknown) =>
  error instanceof TRPCClientError && (error as TRPCClientError<AppRouter>).data?.code === "CONFLICT";

/** Runs a step of a repair: says how it went and shows the latest, also when a colleague was faster; what was typed stays. */
export function useRepairStep() {
  const t = useTranslations("repairs.sheet");
  const errorText = useErrorText();
  const router = useRouter();
  const [isRunning, setRunning] = useState(false);
  const [isRefreshing, startTransition] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (work: () => Promise<unknown>, said: string): Promise<boolean> => {
    setRunning(true);
    setProblem(null);
    try {
      await work();
      toast.success(said);
      startTransition(() => router.refresh());
      return true;
    } catch (error) {
      setProblem(isConflict(error) ? t("changed") : errorText(error));
      if (isConflict(error)) startTransition(() => router.refresh());
      return false;
    } finally {
      setRunning(false);
    }
  };
  return { run, isBusy: isRunning || isRefreshing, problem, forget: () => setProblem(null) };
}
