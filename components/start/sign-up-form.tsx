"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { AuthProblem } from "@/components/auth/auth-problem";
import type { AuthAction } from "@/components/auth/auth-state";
import { SentNotice } from "@/components/auth/sent-notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** An address, and a mail to it that leads on. Works without JavaScript. */
export function SignUpForm({ action }: { action: AuthAction }) {
  const [t, s] = [useTranslations("start.signUp"), useTranslations("auth.signIn")];
  const [state, send, isSending] = useActionState(action, {});
  if (state.isSent)
    return (
      <SentNotice title={s("sentTitle")} hint={s("notArrived")}>
        {t("sent", { email: state.email ?? "" })}
      </SentNotice>
    );
  return (
    <form action={send} className="grid gap-5">
      <AuthProblem state={state} />
      <Field label={s("email")} hint={t("emailHint")}>
        <Input name="email" type="email" autoComplete="email" required maxLength={254} defaultValue={state.email} />
      </Field>
      <Button type="submit" variant="primary" block loading={isSending}>
        {t("submit")}
      </Button>
    </form>
  );
}
