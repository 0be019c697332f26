"use client";

import { useTranslations } from "next-intl";
import { useActionState, useState } from "react";
import type { FormAction } from "@/components/auth/form-state";
import { useFormats } from "@/components/format/use-formats";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { RecoveryCodes } from "./recovery-codes";

interface Props {
  renew: FormAction;
  turnOff: FormAction;
  totpSince: Date | null;
  recoveryCodesLeft: number;
}

/** Whether a second step is asked for, and what can be done about it. */
export function TwoStepSection({ renew, turnOff, totpSince, recoveryCodesLeft }: Props) {
  const t = useTranslations("access.account");
  const formats = useFormats();
  const [open, setOpen] = useState<"renew" | "off" | null>(null);
  const isOn = totpSince !== null;
  return (
    <Section
      title={
        <span className="flex items-center gap-3">
          {t("totp")}
          <Badge tone={isOn ? "ok" : "neutral"}>{t(isOn ? "totpOn" : "totpOff")}</Badge>
        </span>
      }
      description={t("totpLead")}
    >
      <Card className="grid gap-4">
        {!isOn && (
          <div>
            <ButtonLink href="/account/two-step" variant="primary">
              {t("setUp")}
            </ButtonLink>
          </div>
        )}
        {isOn && (
          <>
            <p className="text-sm text-ink-2">
              {t("totpSince", { date: formats.date(totpSince) })}
              <br />
              {t("codesLeft", { count: recoveryCodesLeft })}
            </p>
            {recoveryCodesLeft < 3 && <Notice tone="warn">{t("fewCodes")}</Notice>}
            <div className="flex flex-wrap gap-2">
              <Button aria-expanded={open === "renew"} onClick={() => setOpen(open === "renew" ? null : "renew")}>
                {t("renew")}
              </Button>
              <Button
                variant="ghost"
                aria-expanded={open === "off"}
                onClick={() => setOpen(open === "off" ? null : "off")}
              >
                {t("turnOff")}
              </Button>
            </div>
            {open === "renew" && <ProofForm action={renew} lead={t("renewLead")} label={t("renewSubmit")} />}
            {open === "off" && <ProofForm action={turnOff} lead={t("turnOffLead")} label={t("turnOffSubmit")} danger />}
          </>
        )}
      </Card>
    </Section>
  );
}

type ProofProps = { action: FormAction; lead: string; label: string; danger?: boolean };

/** Asks for the password before what an unlocked screen alone must not do. */
function ProofForm({ action, lead, label, danger }: ProofProps) {
  const t = useTranslations("access.account");
  const [state, send, isSending] = useActionState(action, {});
  if (state.codes) return <RecoveryCodes codes={state.codes} />;
  return (
    <form action={send} className="grid gap-4 border-t border-line pt-4">
      <p className="text-sm text-ink-2">{lead}</p>
      {state.problem && <Notice tone="danger">{state.problem}</Notice>}
      <Field label={t("yourPassword")}>
        <Input name="password" type="password" autoComplete="current-password" required maxLength={200} />
      </Field>
      <div className="flex justify-end">
        <Button type="submit" variant={danger ? "danger" : "primary"} loading={isSending}>
          {label}
        </Button>
      </div>
    </form>
  );
}
