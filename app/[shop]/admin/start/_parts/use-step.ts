"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import type { SetUpStepName } from "@/components/start/set-up-progress";
import { toast } from "@/components/ui/toaster";

/** Says of a step that it is right or that it can wait, and goes on. */
export function useStep(step: SetUpStepName, nextHref: string) {
  const t = useTranslations("start.setUp");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const router = useRouter();
  const choose = useMutation(
    trpc.onboarding.choose.mutationOptions({
      onSuccess: () => {
        router.push(nextHref);
        router.refresh();
      },
      onError: (error) => void toast.error(errorText(error)),
    }),
  );
  return {
    isBusy: choose.isPending,
    confirm: () => choose.mutate({ step, choice: "confirmed" }),
    skip: () => choose.mutate({ step, choice: "skipped" }),
    /** For a settings form that is this step. */
    form: {
      onSaved: () => choose.mutate({ step, choice: "confirmed" }),
      button: { saveLabel: t("saveAndNext"), mayConfirm: true as const },
    },
  };
}
