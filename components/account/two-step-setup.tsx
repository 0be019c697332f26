"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import type { FormAction, FormState } from "@/components/auth/form-state";
import { SvgCode } from "@/components/staff/svg-code";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { RecoveryCodes } from "./recovery-codes";

interface Props {
  begin: (state: FormState) => Promise<FormState>;
  confirm: FormAction;
  isOn: boolean;
  /** Where to go when the codes are kept. */
  nextHref: string;
}

/** QR code, first code, recovery codes: one after the other. Nothing is drawn before it is asked for. */
export function TwoStepSetup({ begin, confirm, isOn, nextHref }: Props) {
  const t = useTranslations("access.totp");
  const [begun, start, isStarting] = useActionState(begin, {});
  const [confirmed, send, isSending] = useActionState(confirm, {});
  if (confirmed.codes)
    return (
      <div className="grid gap-5">
        <RecoveryCodes codes={confirmed.codes} />
        <ButtonLink href={nextHref} variant="primary" block>
          {t("done")}
        </ButtonLink>
      </div>
    );
  if (isOn && !begun.setup)
    return (
      <div className="grid gap-5">
        <Notice tone="ok">{t("alreadyOn")}</Notice>
        <ButtonLink href={nextHref} block>
          {t("toAccount")}
        </ButtonLink>
      </div>
    );
  if (!begun.setup)
    return (
      <form action={start} className="grid gap-4">
        {begun.problem && <Notice tone="danger">{begun.problem}</Notice>}
        <Button type="submit" variant="primary" block loading={isStarting}>
          {t("begin")}
        </Button>
      </form>
    );
  const { secret, qr } = begun.setup;
  return (
    <div className="grid gap-6">
      <section className="grid gap-3">
        <h2 className="text-base">{t("scan")}</h2>
        <SvgCode svg={qr} label={t("qr")} className="mx-auto size-48" />
        <p className="text-sm text-ink-2">{t("byHand")}</p>
        <p className="flex items-center gap-2 rounded-lg bg-sunken py-1 ps-4 pe-2">
          <code aria-label={t("secret")} className="min-w-0 flex-1 text-sm break-all" data-secret>
            {secret.match(/.{1,4}/g)?.join(" ")}
          </code>
          <CopyButton text={secret} />
        </p>
      </section>
      <form action={send} className="grid gap-4">
        <h2 className="text-base">{t("confirm")}</h2>
        {confirmed.problem && <Notice tone="danger">{confirmed.problem}</Notice>}
        <Field label={t("code")}>
          <Input
            name="code"
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={10}
            className="tabular text-center text-lg tracking-widest"
          />
        </Field>
        <Button type="submit" variant="primary" block loading={isSending}>
          {t("submit")}
        </Button>
      </form>
    </div>
  );
}
