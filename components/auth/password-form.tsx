"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { AuthProblem } from "./auth-problem";
import type { AuthAction } from "./auth-state";

type PasswordFormProps = {
  action: AuthAction;
  homeHref: string;
  /** For the browser's password store: whose password this is. */
  email: string;
};

/** Sets a password; one field is enough, a link by mail mends a slip. */
export function PasswordForm({ action, homeHref, email }: PasswordFormProps) {
  const t = useTranslations("auth.member");
  const [state, send, isSending] = useActionState(action, {});
  if (state.isDone) {
    return (
      <div className="grid gap-4">
        <Notice tone="ok">{t("passwordDone")}</Notice>
        <ButtonLink href={homeHref} variant="primary" block>
          {t("toMyPage")}
        </ButtonLink>
      </div>
    );
  }
  return (
    <form action={send} className="grid gap-5">
      <AuthProblem state={state} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label={t("passwordNew")} hint={t("passwordHint")}>
        <Input name="password" type="password" autoComplete="new-password" required minLength={10} maxLength={200} />
      </Field>
      <Button type="submit" variant="primary" block loading={isSending}>
        {t("passwordSubmit")}
      </Button>
    </form>
  );
}
