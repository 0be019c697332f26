"use client";

import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorText } from "@/app/use-error-text";
import { toast } from "@/components/ui/toaster";
import type { AppRouter } from "@/server/trpc/root";
import { useSheetRefresh } from "./sheet-refresh";

const isConflict = (error: unknown) =>
  error instanceof TRPCClientError && (error as TRPCClientError<AppRouter>).data?.code === "CONFLICT";

/** Runs a step of a repair: says how it went and shows the latest, also when a colleague was faster; what was typed stays. */
export function useRepairStep({ isVersioned = true } = {}) {
  const t = useTranslations("repairs.sheet");
  const errorText = useErrorText();
  const { isRefreshing, refresh } = useSheetRefresh();
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (work: () => Promise<unknown>, said: string): Promise<boolean> => {
    setRunning(true);
    setProblem(null);
    try {
      await work();
      toast.success(said);
      refresh(!isVersioned);
      return true;
    } catch (error) {
      setProblem(isConflict(error) ? t("changed") : errorText(error));
      if (isConflict(error)) refresh();
      return false;
    } finally {
      setRunning(false);
    }
  };
  return { run, isRunning, isBusy: isRunning || isRefreshing, problem, forget: () => setProblem(null) };
}

/** A step asked for in a dialog, which stays open while it runs: a refusal is read where it was asked for. */
export function useStepDialog() {
  const step = useRepairStep();
  const [isOpen, setOpen] = useState(false);
  const open = (next: boolean) => {
    if (step.isRunning) return;
    step.forget();
    setOpen(next);
  };
  const run: typeof step.run = async (work, said) => {
    const isDone = await step.run(work, said);
    if (isDone) setOpen(false);
    return isDone;
  };
  return { run, isBusy: step.isBusy, problem: step.problem, isOpen, open };
}
