"use client";

import { useLocale, useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { FormAction } from "./form-state";

/** Name and password of somebody who has no account yet. */
export function JoinForm({ action, email, name }: { action: FormAction; email: string; name: string }) {
  const t = useTranslations("access.invitation");
  const locale = useLocale();
  const [state, send, isSending] = useActionState(action, {});
  return (
    <form action={send} className="grid gap-5">
      {state.problem && <Notice tone="danger">{state.problem}</Notice>}
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label={t("name")} hint={t("nameHint")}>
        <Input name="name" required maxLength={60} autoComplete="name" defaultValue={state.kept?.name ?? name} />
      </Field>
      <Field label={t("password")} hint={t("passwordHint")}>
        <Input name="password" type="password" autoComplete="new-password" required minLength={10} maxLength={200} />
      </Field>
      <Button type="submit" variant="primary" block loading={isSending}>
        {t("join")}
      </Button>
    </form>
  );
}

/** One button, for who is signed in with the invited address. */
export function AcceptForm({ action }: { action: FormAction }) {
  const t = useTranslations("access.invitation");
  const [state, send, isSending] = useActionState(action, {});
  return (
    <form action={send} className="grid gap-5">
      {state.problem && <Notice tone="danger">{state.problem}</Notice>}
      <Button type="submit" variant="primary" size="lg" block loading={isSending}>
        {t("accept")}
      </Button>
    </form>
  );
}
