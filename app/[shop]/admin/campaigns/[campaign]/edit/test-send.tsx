"use client";

import { useMutation } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toaster";
import type { Colleague } from "./composer";
import type { useDraft } from "./use-draft";

interface Props {
  campaignId: string;
  colleagues: readonly Colleague[];
  me: string;
  draft: ReturnType<typeof useDraft>;
  first: "ja" | "en";
  person: { id: string; name: string } | null;
}

/** Sends the mail as it stands to colleagues, marked as a test. */
export function TestSend({ campaignId, colleagues, me, draft, first, person }: Props) {
  const t = useTranslations("composer.test");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState<readonly string[]>([me]);
  const [locales, setLocales] = useState<readonly ("ja" | "en")[]>([first]);
  const send = useMutation(
    trpc.campaigns.sendTest.mutationOptions({
      onSuccess: ({ sent, failed }) => {
        if (failed.length > 0) toast.error(t("failed", { to: failed.join(", ") }));
        if (sent.length > 0) toast.success(t("done", { to: sent.join(", ") }));
        if (failed.length === 0) setOpen(false);
      },
    }),
  );
  const toggled = <T,>(list: readonly T[], one: T, isOn: boolean) =>
    isOn ? [...list, one] : list.filter((other) => other !== one);
  const refusal =
    draft.status.kind !== "saved"
      ? t("saveFirst")
      : to.length === 0
        ? t("noOne")
        : locales.length === 0
          ? t("noLanguage")
          : undefined;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) {
          send.reset();
          void draft.save();
        }
      }}
      trigger={
        <Button icon={<Send aria-hidden />} block>
          {t("open")}
        </Button>
      }
      title={t("title")}
      description={person ? t("leadAs", { name: person.name }) : t("lead")}
      footer={
        <Button
          variant="primary"
          loading={send.isPending}
          disabledReason={refusal}
          onClick={() =>
            send.mutate({
              campaignId,
              revision: draft.revision,
              membershipIds: [...to],
              locales: [...locales],
              ...(person ? { memberId: person.id } : {}),
            })
          }
        >
          {t("send")}
        </Button>
      }
    >
      <div className="grid gap-5">
        <fieldset>
          <legend className="mb-1.5 text-sm font-medium">{t("to")}</legend>
          {colleagues.map(({ membershipId, name, email }) => (
            <Checkbox
              key={membershipId}
              label={name}
              hint={email}
              checked={to.includes(membershipId)}
              onChange={(event) => setTo(toggled(to, membershipId, event.target.checked))}
            />
          ))}
        </fieldset>
        <fieldset>
          <legend className="mb-1.5 text-sm font-medium">{t("languages")}</legend>
          {(["ja", "en"] as const).map((one) => (
            <Checkbox
              key={one}
              label={t(one)}
              checked={locales.includes(one)}
              onChange={(event) => setLocales(toggled(locales, one, event.target.checked))}
            />
          ))}
        </fieldset>
        {send.isError && <Notice tone="danger">{errorText(send.error)}</Notice>}
      </div>
    </Dialog>
  );
}
