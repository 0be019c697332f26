"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { FormAction } from "./form-state";

/** A code of the authenticator app, or a recovery code. */
export function CodeForm({ action }: { action: FormAction }) {
  const t = useTranslations("access.code");
  const [state, send, isSending] = useActionState(action, {});
  return (
    <form action={send} className="grid gap-5">
      {state.problem && <Notice tone="danger">{state.problem}</Notice>}
      <Field label={t("label")} hint={t("hint")}>
        <Input
          name="code"
          required
          maxLength={40}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          autoFocus
          className="tabular text-center text-lg tracking-widest"
        />
      </Field>
      <Button type="submit" variant="primary" block loading={isSending}>
        {t("submit")}
      </Button>
    </form>
  );
}
