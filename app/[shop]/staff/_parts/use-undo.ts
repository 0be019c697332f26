"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { toast } from "@/components/ui/toaster";

/** Undoes what was done at this counter; says so, or why it cannot be. */
export function useUndo(onDone?: () => void) {
  const t = useTranslations("staff.undo");
  const trpc = useTRPC();
  const client = useQueryClient();
  const errorText = useErrorText();
  return useMutation(
    trpc.counter.undo.mutationOptions({
      onSuccess: () => {
        toast.success(t("done"));
        onDone?.();
      },
      onError: (error) => toast.error(errorText(error)),
      onSettled: () => {
        for (const changed of [trpc.points, trpc.purchases, trpc.ranks, trpc.warranties, trpc.counter])
          void client.invalidateQueries(changed.pathFilter());
      },
    }),
  );
}
