"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FormActions } from "@/components/form/form-grid";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";

/** A form over some settings: its values, what is wrong, and what can be done. */
export interface SectionFormState<T> {
  values: T;
  isDirty: boolean;
  /** Shows what an earlier visit left unsaved. */
  isRestored: boolean;
  isSaving: boolean;
  wrongField: string | null;
  set: (patch: Partial<T>) => void;
  submit: () => void;
  giveUp: () => void;
  /** Why it was not saved, in words. */
  problem: string | null;
  /** Where to sign in again, when the session has ended. */
  signInHref: string | null;
  /** Somebody else saved meanwhile. */
  conflict: null | {
    fields: (keyof T & string)[];
    theirs: T;
    keepMine: () => void;
    takeTheirs: () => void;
  };
}

type Props<T> = {
  form: SectionFormState<T>;
  labels: Record<string, string>;
  /** A value of somebody else's in words; the value itself when left out. */
  show?: (field: keyof T & string, value: unknown) => ReactNode;
  /** Label of the button that saves. */
  saveLabel?: string;
  /** Saves also without a change: a step that says "this is right". */
  mayConfirm?: boolean;
  /** Beside the button. */
  actions?: ReactNode;
  children: ReactNode;
};

/** Fields and, below them, the one button; above them whatever stands in the way of saving. Nothing typed is ever lost. */
export function SectionForm<T>({ form, labels, show, saveLabel, mayConfirm, actions, children }: Props<T>) {
  const t = useTranslations("settings.form");
  const { conflict } = form;
  return (
    <form
      noValidate
      className="grid gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (form.isDirty || mayConfirm) form.submit();
      }}
    >
      {form.isRestored && (
        <Notice actions={<Button onClick={form.giveUp}>{t("giveUp")}</Button>}>{t("restored")}</Notice>
      )}
      {conflict && (
        <Notice
          tone="warn"
          title={t("conflict")}
          actions={
            <>
              <Button onClick={conflict.takeTheirs}>{t("takeTheirs")}</Button>
              <Button variant="primary" onClick={conflict.keepMine}>
                {t("keepMine")}
              </Button>
            </>
          }
        >
          <p>{t("conflictHint")}</p>
          <ul className="mt-1 list-disc ps-5">
            {conflict.fields.map((field) => (
              <li key={field}>
                {labels[field] ?? field}:{" "}
                <strong className="font-medium">
                  {show?.(field, conflict.theirs[field]) ?? String(conflict.theirs[field] ?? "—")}
                </strong>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {form.problem && (
        <Notice
          tone="danger"
          actions={form.signInHref && <ButtonLink href={form.signInHref}>{t("signIn")}</ButtonLink>}
        >
          {form.problem}
        </Notice>
      )}
      {children}
      <FormActions>
        {actions}
        {form.isDirty && !mayConfirm && (
          <Button variant="ghost" onClick={form.giveUp}>
            {t("giveUp")}
          </Button>
        )}
        <Button
          type="submit"
          variant="primary"
          loading={form.isSaving}
          disabledReason={form.isDirty || mayConfirm ? undefined : t("nothingChanged")}
        >
          {saveLabel ?? t("save")}
        </Button>
      </FormActions>
    </form>
  );
}
