"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import type { FormAction } from "@/components/auth/form-state";
import { useFormats } from "@/components/format/use-formats";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";

const languages = [
  { value: "ja", label: "日本語" },
  { value: "en", label: "English" },
];

type ProfileProps = { action: FormAction; name: string; email: string; locale: string };

/** Name and language. */
export function ProfileForm({ action, name, email, locale }: ProfileProps) {
  const t = useTranslations("access.account");
  const [state, send, isSending] = useActionState(action, {});
  return (
    <form action={send} className="grid gap-5">
      {state.problem && <Notice tone="danger">{state.problem}</Notice>}
      {state.isDone && <Notice tone="ok">{t("saved")}</Notice>}
      <Field label={t("name")}>
        <Input name="name" required maxLength={60} autoComplete="name" defaultValue={state.kept?.name ?? name} />
      </Field>
      <Field label={t("email")} hint={t("emailHint")}>
        <Input type="email" value={email} readOnly autoComplete="username" />
      </Field>
      <Field label={t("language")}>
        <Select key={locale} name="locale" defaultValue={state.kept?.locale ?? locale} options={languages} />
      </Field>
      <div className="flex justify-end">
        <Button type="submit" variant="primary" loading={isSending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

type PasswordProps = { action: FormAction; email: string; hasPassword: boolean; passwordSetAt: Date | null };

/** A new password, after the present one. */
export function PasswordSection({ action, email, hasPassword, passwordSetAt }: PasswordProps) {
  const formats = useFormats();
  const t = useTranslations("access.account");
  const [state, send, isSending] = useActionState(action, {});
  return (
    <Section
      title={t("password")}
      description={
        hasPassword && passwordSetAt ? t("passwordSince", { date: formats.date(passwordSetAt) }) : t("passwordNone")
      }
    >
      <Card>
        <form action={send} className="grid gap-5">
          {state.problem && <Notice tone="danger">{state.problem}</Notice>}
          {state.isDone && <Notice tone="ok">{t("changed")}</Notice>}
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          {hasPassword && (
            <Field label={t("current")}>
              <Input name="current" type="password" autoComplete="current-password" required maxLength={200} />
            </Field>
          )}
          <Field label={t("next")} hint={t("nextHint")}>
            <Input
              name="password"
              type="password"
              autoComplete="new-password"
              required
              minLength={10}
              maxLength={200}
            />
          </Field>
          <div className="flex justify-end">
            <Button type="submit" loading={isSending}>
              {t(hasPassword ? "change" : "setFirst")}
            </Button>
          </div>
        </form>
      </Card>
    </Section>
  );
}
