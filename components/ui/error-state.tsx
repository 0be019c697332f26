"use client";

import { CircleAlert, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "./button";
import { EmptyState } from "./empty-state";

type ErrorStateProps = {
  title?: ReactNode;
  description?: ReactNode;
  onRetry?: () => void;
  /** A code that support can look up in the logs. */
  reference?: string;
};

/** Something could not be shown; says so calmly and offers the next step. */
export function ErrorState({ title, description, onRetry, reference }: ErrorStateProps) {
  const t = useTranslations("ui.error");
  return (
    <div role="alert">
      <EmptyState
        icon={<CircleAlert className="text-danger" />}
        title={title ?? t("title")}
        description={
          <>
            {description ?? t("description")}
            {reference && <span className="mt-2 block font-mono text-xs">{t("reference", { reference })}</span>}
          </>
        }
        actions={
          onRetry && (
            <Button icon={<RotateCw aria-hidden />} onClick={onRetry}>
              {t("retry")}
            </Button>
          )
        }
      />
    </div>
  );
}
