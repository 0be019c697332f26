"use client";

import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { AppRouter } from "@/server/trpc/root";

type Details = Record<string, string | number>;

/**
 * Returns a function that says a failed call in the reader's language: reason `points.insufficient` is worded at
 * `points.errors.insufficient`, reasons of the kernel at `errors.*`; what never reached the server reads as such.
 */
export function useErrorText(): (error: unknown) => string {
  const t = useTranslations();
  return useCallback(
    (error) => {
      if (!(error instanceof TRPCClientError)) return t("errors.unexpected");
      const data = (error as TRPCClientError<AppRouter>).data as
        | { reason?: string; details?: Details }
        | null
        | undefined;
      if (!data?.reason) return t("errors.offline");
      return errorText(t, data.reason, data.details ?? {});
    },
    [t],
  );
}

type Translate = ReturnType<typeof useTranslations>;

/** The sentence for a reason, or the general one when nobody worded it. */
export function errorText(t: Translate, reason: string, details: Details): string {
  const [module = "", ...rest] = reason.split(".");
  const key = module === "kernel" ? `errors.${rest.join(".")}` : `${module}.errors.${rest.join(".")}`;
  const given = Object.fromEntries(
    Object.entries(details).filter(([, value]) => value !== null && value !== undefined),
  );
  return t.has(key as never) ? t(key as never, given as never) : t("errors.unexpected");
}
