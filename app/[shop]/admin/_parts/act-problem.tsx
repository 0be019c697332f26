"use client";

import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { usePathname } from "next/navigation";
import { useErrorText } from "@/app/use-error-text";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";

/** Why a form in a dialog was not saved; where the session has ended, the way back here. What was typed waits as a draft. */
export function ActProblem({ error }: { error: unknown }) {
  const [t, errorText, path] = [useTranslations("settings.form"), useErrorText(), usePathname()];
  if (!error) return null;
  const isOver = error instanceof TRPCClientError && error.data?.reason === "auth.sign_in_required";
  const back = isOver && <ButtonLink href={`/sign-in?returnTo=${encodeURIComponent(path)}`}>{t("signIn")}</ButtonLink>;
  return (
    <Notice tone="danger" actions={back}>
      {errorText(error)}
    </Notice>
  );
}
