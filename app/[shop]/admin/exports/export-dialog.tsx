"use client";

import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { usePathname } from "next/navigation";
import { useId } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useDraft } from "@/components/form/use-draft";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { ActProblem } from "../_parts/act-problem";

type Props = {
  kind: string;
  /** As the kind's own shape has it: what the list on screen is narrowed to. */
  filter: Record<string, unknown>;
  /** The page of exports. */
  listHref: string;
  label?: string;
};

/** Asks for a list as a file. Large ones wait for a second person; where to find it is said at once. */
export function ExportDialog({ kind, filter, listHref, label }: Props) {
  const t = useTranslations("access.exports");
  const [trpc, path, form] = [useTRPC(), usePathname(), useId()];
  const locale = useLocale() === "en" ? "en" : "ja";
  const { draft, change } = useDraft<{ reason: string }>(`${path}.export.${kind}`);
  const reason = draft?.reason ?? "";
  const ask = useMutation(trpc.access.requestExport.mutationOptions({ onSuccess: () => change(null) }));
  const answer = ask.data;
  return (
    <Dialog
      onOpenChange={() => ask.reset()}
      trigger={<Button icon={<Download aria-hidden />}>{label ?? t("button")}</Button>}
      title={t("requestedTitle")}
      footer={
        answer ? (
          <ButtonLink href={listHref} variant="primary">
            {t("toList")}
          </ButtonLink>
        ) : (
          <Button type="submit" form={form} variant="primary" loading={ask.isPending}>
            {t("submit")}
          </Button>
        )
      }
    >
      {answer ? (
        <Notice tone="ok">{t(answer.state === "awaiting_approval" ? "asked" : "begun")}</Notice>
      ) : (
        <form
          id={form}
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            ask.mutate({ kind, filter, reason: reason.trim() || null, locale });
          }}
        >
          <ActProblem error={ask.error} />
          <Field label={t("requestReason")} hint={t("requestReasonHint")} required>
            <Input
              required
              maxLength={200}
              value={reason}
              onChange={(event) => change({ reason: event.target.value })}
            />
          </Field>
        </form>
      )}
    </Dialog>
  );
}
