"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { AuthProblem } from "./auth-problem";
import type { AuthAction } from "./auth-state";
import { SentNotice } from "./sent-notice";

/** A member gives the address that is to be theirs; it becomes so when the link sent there is opened. */
export function AddressForm({ action, laterHref }: { action: AuthAction; laterHref: string }) {
  const [t, s] = [useTranslations("auth.member"), useTranslations("auth.signIn")];
  const [state, send, isSending] = useActionState(action, {});
  const later = (label: string) => (
    <ButtonLink href={laterHref} variant="ghost" block>
      {label}
    </ButtonLink>
  );
  if (state.isSent) {
    return (
      <SentNotice title={s("sentTitle")} hint={s("notArrived")} again={later(t("toMyPage"))}>
        {t("addressSent", { email: state.email ?? "" })}
      </SentNotice>
    );
  }
  return (
    <form action={send} className="grid gap-4">
      <AuthProblem state={state} />
      <Field label={s("email")}>
        <Input name="email" type="email" autoComplete="email" required maxLength={254} defaultValue={state.email} />
      </Field>
      <Button type="submit" variant="primary" block loading={isSending}>
        {t("addressSubmit")}
      </Button>
      {later(t("later"))}
    </form>
  );
}
