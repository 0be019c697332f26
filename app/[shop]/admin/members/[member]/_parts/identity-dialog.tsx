"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";

export type IdentityKind = "email" | "phone" | "card" | "external" | "system";

interface Props {
  /** Null while the dialog is closed. */
  kind: IdentityKind | null;
  memberId: string;
  version: number;
  onClose: () => void;
}

/** Writes down another mail address, phone number, card or external id. */
export function IdentityDialog({ kind, memberId, version, onClose }: Props) {
  const t = useTranslations("memberDesk.identities");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const formId = useId();
  const [value, setValue] = useState("");
  const [system, setSystem] = useState("online");
  const settle = {
    onSuccess: () => {
      toast.success(t("saved"));
      onClose();
      router.refresh();
    },
  };
  const email = useMutation(trpc.members.setEmail.mutationOptions(settle));
  const phone = useMutation(trpc.members.updateProfile.mutationOptions(settle));
  const other = useMutation(trpc.memberDesk.addIdentity.mutationOptions(settle));
  const used = kind === "email" ? email : kind === "phone" ? phone : other;
  const submit = () => {
    if (!value.trim() || used.isPending) return;
    if (kind === "email") email.mutate({ memberId, email: value });
    else if (kind === "phone") phone.mutate({ memberId, version, changes: { phone: value } });
    else if (kind === "system") other.mutate({ memberId, kind, value: `${system}:${value}` });
    else if (kind) other.mutate({ memberId, kind, value });
  };
  return (
    <Dialog
      open={kind !== null}
      onOpenChange={(open) => !open && onClose()}
      title={kind ? t(`dialogs.${kind}`) : ""}
      footer={
        <Button
          variant="primary"
          type="submit"
          form={formId}
          loading={used.isPending}
          disabledReason={value.trim() ? undefined : t("valueFirst")}
        >
          {t("save")}
        </Button>
      }
    >
      <form
        id={formId}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {kind === "system" && (
          <Field label={t("system")} hint={t("systemNameHint")} required>
            <Input
              value={system}
              maxLength={30}
              autoComplete="off"
              onChange={(event) => setSystem(event.target.value.replaceAll(":", ""))}
            />
          </Field>
        )}
        {kind && (
          <Field
            label={t(`kinds.${kind}`)}
            hint={t(`hints.${kind}`)}
            error={used.isError ? errorText(used.error) : undefined}
            required
          >
            <Input
              value={value}
              maxLength={kind === "email" ? 254 : 64}
              inputMode={kind === "email" ? "email" : kind === "phone" ? "tel" : undefined}
              autoComplete="off"
              onChange={(event) => setValue(event.target.value)}
            />
          </Field>
        )}
      </form>
    </Dialog>
  );
}
