"use client";

import { Download, FileDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useFormats } from "@/components/format/use-formats";
import { DataTable } from "@/components/table/data-table";
import { WhoWhen } from "@/components/table/who-when";
import { Badge, type Tone } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { Decision } from "./decision";

export interface ExportView {
  exportId: string;
  kind: string;
  state: "awaiting_approval" | "writing" | "ready" | "failed" | "rejected" | "withdrawn" | "expired";
  reason: string | null;
  personCount: number;
  rowCount: number | null;
  requestedAt: Date;
  requestedByName: string | null;
  decidedAt: Date | null;
  decidedByName: string | null;
  decisionReason: string | null;
  expiresAt: Date | null;
  isOwn: boolean;
  decisionRefusal: string | null;
  openRefusal: string | null;
}

const tones: Record<ExportView["state"], Tone> = {
  awaiting_approval: "warn",
  writing: "info",
  ready: "ok",
  failed: "danger",
  rejected: "danger",
  withdrawn: "neutral",
  expired: "neutral",
};

type Props = { slug: string; exports: readonly ExportView[]; nextHref: string | null; firstHref: string | null };

/** Requests for lists: state, who asked, who agreed, and the file. Looks again by itself while one is being written. */
export function ExportList({ slug, exports, nextHref, firstHref }: Props) {
  const t = useTranslations("access.exports");
  const [audit, formats, router] = [useTranslations("access.audit"), useFormats(), useRouter()];
  const isWriting = exports.some((one) => one.state === "writing");
  useEffect(() => {
    if (!isWriting) return;
    const timer = setInterval(() => router.refresh(), 3000);
    return () => clearInterval(timer);
  }, [isWriting, router]);
  const kindOf = (one: ExportView) => (t.has(`kinds.${one.kind}`) ? t(`kinds.${one.kind}`) : one.kind);
  return (
    <DataTable
      caption={t("caption")}
      rows={exports}
      rowKey={(one) => one.exportId}
      empty={<EmptyState icon={<FileDown />} title={t("none")} description={t("noneHint")} />}
      paging={{
        nextHref,
        prevHref: null,
        summary: firstHref && <TextLink href={firstHref}>{audit("toFirst")}</TextLink>,
      }}
      columns={[
        {
          key: "kind",
          header: t("kind"),
          cell: (one) => (
            <span className="grid min-w-0">
              {kindOf(one)}
              {one.reason && (
                <span className="text-xs font-normal text-ink-3">{t("reasonOf", { reason: one.reason })}</span>
              )}
            </span>
          ),
        },
        { key: "persons", header: t("persons"), align: "end", cell: (one) => t("people", { n: one.personCount }) },
        {
          key: "requested",
          header: t("requested"),
          cell: (one) => <WhoWhen who={one.requestedByName} at={one.requestedAt} />,
        },
        {
          key: "decided",
          header: t("decided"),
          cell: (one) => <WhoWhen who={one.decidedByName} at={one.decidedAt} reason={one.decisionReason} />,
        },
        {
          key: "state",
          header: t("state"),
          cell: (one) => (
            <span className="grid justify-items-start gap-0.5 max-md:justify-items-end">
              <Badge tone={tones[one.state]}>{t(`states.${one.state}`)}</Badge>
              {one.state === "ready" && one.expiresAt && (
                <span className="text-xs text-ink-3">{t("until", { date: formats.date(one.expiresAt) })}</span>
              )}
            </span>
          ),
        },
        {
          key: "actions",
          header: "",
          cell: (one) =>
            one.state === "ready" && !one.openRefusal ? (
              // A file, not a page: the browser must ask the server for it each time.
              <a href={`/api/exports/${slug}/${one.exportId}`} className={buttonStyle({ size: "sm" })} download>
                <Download aria-hidden className="size-4" />
                {t("download")}
              </a>
            ) : one.state === "awaiting_approval" ? (
              <Decision one={one} kind={kindOf(one)} />
            ) : null,
        },
      ]}
    />
  );
}
