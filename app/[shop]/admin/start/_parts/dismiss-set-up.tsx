"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";

/** Puts the reminder of the set-up away; a press brings it back while the message stands. */
export function DismissSetUp() {
  const t = useTranslations("start.setUp");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const router = useRouter();
  const choose = useMutation(
    trpc.onboarding.choose.mutationOptions({
      onSuccess: (_, { choice }) => {
        router.refresh();
        if (choice)
          toast.success(t("dismissed"), {
            action: { label: t("undo"), onClick: () => choose.mutate({ step: "whole", choice: null }) },
          });
      },
      onError: (error) => void toast.error(errorText(error)),
    }),
  );
  return (
    <Button
      variant="ghost"
      loading={choose.isPending}
      onClick={() => choose.mutate({ step: "whole", choice: "skipped" })}
    >
      {t("dismiss")}
    </Button>
  );
}
