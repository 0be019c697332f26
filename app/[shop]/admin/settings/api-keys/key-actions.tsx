"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/trpc-provider";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAct } from "../../_parts/use-act";

type Props = { apiKey: { keyId: string; name: string }; onSecret: (secret: string) => void };

/** A new secret for a key, or its end. */
export function KeyActions({ apiKey: { keyId, name }, onSecret }: Props) {
  const t = useTranslations("access.keys");
  const [trpc, act] = [useTRPC(), useAct()];
  const rotate = useMutation(trpc.access.rotateApiKey.mutationOptions());
  const revoke = useMutation(trpc.access.revokeApiKey.mutationOptions());
  const renew = async () => onSecret((await act(rotate.mutateAsync({ keyId }), t("shownTitle"))).secret);
  return (
    <span className="flex flex-wrap justify-end gap-2">
      <ConfirmDialog
        trigger={
          <Button size="sm" aria-label={`${name}: ${t("rotate")}`}>
            {t("rotate")}
          </Button>
        }
        tone="primary"
        title={t("rotateTitle", { name })}
        description={t("rotateLead")}
        confirmLabel={t("rotateConfirm")}
        onConfirm={renew}
      />
      <ConfirmDialog
        trigger={
          <Button size="sm" variant="ghost" aria-label={`${name}: ${t("revoke")}`}>
            {t("revoke")}
          </Button>
        }
        title={t("revokeTitle", { name })}
        description={t("revokeLead")}
        confirmLabel={t("revokeConfirm")}
        typeToConfirm={name}
        onConfirm={() => act(revoke.mutateAsync({ keyId }), t("revoked"))}
      />
    </span>
  );
}
