"use client";

import { useTranslations } from "next-intl";
import { useActionState, useState } from "react";
import { AuthProblem } from "@/components/auth/auth-problem";
import type { AuthAction } from "@/components/auth/auth-state";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Name and password of the person who opens a shop. */
export function AccountForm({ action, email }: { action: AuthAction; email: string }) {
  const [t, a] = [useTranslations("start.account"), useTranslations("auth.member")];
  const [state, send, isSending] = useActionState(action, {});
  const [name, setName] = useState("");
  return (
    <form action={send} className="grid gap-5">
      <AuthProblem state={state} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label={t("name")} hint={t("nameHint")}>
        <Input
          name="name"
          autoComplete="name"
          required
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field label={t("password")} hint={a("passwordHint")}>
        <Input name="password" type="password" autoComplete="new-password" required minLength={10} maxLength={200} />
      </Field>
      <Button type="submit" variant="primary" block loading={isSending}>
        {t("submit")}
      </Button>
    </form>
  );
}
