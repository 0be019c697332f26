"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BadgeCheck, QrCode } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useFormats } from "@/components/format/use-formats";
import { ScanInput } from "@/components/scan/scan-input";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useTill } from "./till";

/** Where the shop asks for the code on the phone before points are spent: what is still missing, and how to come by it. */
export function SpendProof({ memberId }: { memberId: string }) {
  const t = useTranslations("staff.proof");
  const formats = useFormats();
  const { spend } = useTill();
  const [dialog, setDialog] = useState<"read" | "skip" | null>(null);
  if (!spend.isAsked) return null;
  const known = spend.of(memberId);
  if (known)
    return "permit" in known.proof ? (
      <p className="flex items-center gap-2 text-sm text-ok">
        <BadgeCheck aria-hidden className="size-4 shrink-0" />
        {t("seen", { time: formats.time(known.until) })}
      </p>
    ) : (
      <Notice tone="warn" title={t("skipped")}>
        {t("skippedReason", { reason: known.proof.withoutCode })}
      </Notice>
    );
  return (
    <>
      <Notice
        title={t("needed")}
        actions={
          <>
            <Button size="sm" icon={<QrCode aria-hidden />} onClick={() => setDialog("read")}>
              {t("read")}
            </Button>
            {spend.maySkip && (
              <Button size="sm" variant="ghost" onClick={() => setDialog("skip")}>
                {t("skip")}
              </Button>
            )}
          </>
        }
      >
        <span className="block">{t("neededLead")}</span>
        {!spend.maySkip && <span className="block">{t("askManager")}</span>}
      </Notice>
      <Dialog
        open={dialog === "read"}
        onOpenChange={() => setDialog(null)}
        title={t("read")}
        description={t("scanHint")}
      >
        <ReadCode memberId={memberId} onDone={() => setDialog(null)} />
      </Dialog>
      <SkipCode
        open={dialog === "skip"}
        onClose={() => setDialog(null)}
        onReason={(withoutCode) => spend.give(memberId, { withoutCode })}
      />
    </>
  );
}

function ReadCode({ memberId, onDone }: { memberId: string; onDone: () => void }) {
  const t = useTranslations("staff.proof");
  const [trpc, client, errorText] = [useTRPC(), useQueryClient(), useErrorText()];
  const { spend } = useTill();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const look = useMutation({
    mutationFn: (read: string) =>
      client.fetchQuery(trpc.members.findByCard.queryOptions({ text: read }, { retry: false, staleTime: 0 })),
    onSuccess: (found) => {
      if (found.memberId !== memberId || !found.permit) return;
      spend.give(memberId, { permit: found.permit });
      onDone();
    },
  });
  const found = look.data;
  const problem = look.isError
    ? errorText(look.error)
    : found && found.memberId !== memberId
      ? t("other")
      : found && !found.permit
        ? t("notCode")
        : null;
  return (
    <ScanInput
      label={t("scan")}
      compact
      submitLabel={t("submit")}
      value={text}
      onValueChange={setText}
      onSubmit={(read) => {
        setText(read);
        look.mutate(read);
      }}
      busy={look.isPending}
      error={problem}
      inputRef={input}
    />
  );
}

function SkipCode({
  open,
  onClose,
  onReason,
}: {
  open: boolean;
  onClose: () => void;
  onReason: (reason: string) => void;
}) {
  const t = useTranslations("staff.proof");
  const form = useId();
  const [reason, setReason] = useState("");
  const given = reason.trim();
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      title={t("skipTitle")}
      description={t("skipLead")}
      footer={
        <Button type="submit" form={form} variant="primary" disabledReason={given ? undefined : t("reasonFirst")}>
          {t("allow")}
        </Button>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!given) return;
          onReason(given);
          onClose();
        }}
      >
        <Field label={t("reason")} hint={t("reasonHint")} required>
          <Input required maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  );
}
