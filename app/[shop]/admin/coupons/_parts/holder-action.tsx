"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toaster";
import type { HolderState } from "@/server/coupons/input";

type Props = { memberId: string; heldId: string; name: string; state: HolderState };

/** Takes one coupon away from its member, or gives it back: either can be undone. */
export function HolderAction({ memberId, heldId, name, state }: Props) {
  const t = useTranslations("coupons.holders");
  const [trpc, router, errorText] = [useTRPC(), useRouter(), useErrorText()];
  const onError = (error: unknown) => void toast.error(errorText(error));
  const restore = useMutation(
    trpc.coupons.restore.mutationOptions({
      onSuccess: () => {
        toast.success(t("restored"));
        router.refresh();
      },
      onError,
    }),
  );
  const withdraw = useMutation(
    trpc.coupons.withdraw.mutationOptions({
      onSuccess: () => {
        toast.success(t("withdrawn"), {
          action: { label: t("undo"), onClick: () => restore.mutate({ memberId, heldId }) },
          duration: 10_000,
        });
        router.refresh();
      },
      onError,
    }),
  );
  if (state === "withdrawn")
    return (
      <Button
        size="sm"
        className="relative"
        loading={restore.isPending}
        onClick={() => restore.mutate({ memberId, heldId })}
        aria-label={t("restoreOf", { name })}
      >
        {t("restore")}
      </Button>
    );
  return (
    <Button
      size="sm"
      variant="ghost"
      className="relative"
      loading={withdraw.isPending}
      disabledReason={state === "used" ? t("allUsed") : undefined}
      onClick={() => withdraw.mutate({ memberId, heldId })}
      aria-label={t("withdrawOf", { name })}
    >
      {t("withdraw")}
    </Button>
  );
}
