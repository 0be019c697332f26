"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { TextLink } from "@/components/ui/text-link";
import { AuthProblem } from "./auth-problem";
import type { AuthAction } from "./auth-state";
import { SentNotice } from "./sent-notice";

type SignInFormProps = {
  action: AuthAction;
  with: "password" | "link";
  /** The same page with the other way in. */
  otherHref: string;
};

/** Address and password, or address alone for a link by mail. Works without JavaScript. */
export function SignInForm({ action, with: way, otherHref }: SignInFormProps) {
  const t = useTranslations("auth.signIn");
  const [state, send, isSending] = useActionState(action, {});
  if (state.isSent) {
    return (
      <SentNotice
        title={t("sentTitle")}
        hint={t("notArrived")}
        again={<ButtonLink href={otherHref}>{t("withPassword")}</ButtonLink>}
      >
        {t("sent", { email: state.email ?? "" })}
      </SentNotice>
    );
  }
  return (
    <form action={send} className="grid gap-5">
      <AuthProblem state={state} />
      <Field label={t("email")}>
        <Input name="email" type="email" autoComplete="username" required maxLength={254} defaultValue={state.email} />
      </Field>
      {way === "password" && (
        <Field label={t("password")}>
          <Input name="password" type="password" autoComplete="current-password" required maxLength={200} />
        </Field>
      )}
      <Button type="submit" variant="primary" block loading={isSending}>
        {way === "password" ? t("submit") : t("sendLink")}
      </Button>
      <p className="text-center text-sm">
        <TextLink href={otherHref} className="inline-flex min-h-11 items-center">
          {way === "password" ? t("withLink") : t("withPassword")}
        </TextLink>
      </p>
    </form>
  );
}
