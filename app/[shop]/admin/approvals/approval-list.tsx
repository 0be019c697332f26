"use client";

import { Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { Points } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { DataTable } from "@/components/table/data-table";
import { PersonCell } from "@/components/table/person-cell";
import { WhoWhen } from "@/components/table/who-when";
import { Badge, type Tone } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { ApprovalDecision } from "./approval-decision";
import type { ApprovalView } from "./approval-view";

const tones: Record<ApprovalView["state"], Tone> = {
  waiting: "warn",
  approved: "ok",
  refused: "danger",
  withdrawn: "neutral",
  expired: "neutral",
};

type Props = { base: string; approvals: readonly ApprovalView[]; nextHref: string | null };

/** Adjustments beyond a limit: who asks for what and why, and the second person's word. */
export function ApprovalList({ base, approvals, nextHref }: Props) {
  const t = useTranslations("watch.approvals");
  const formats = useFormats();
  return (
    <DataTable
      caption={t("caption")}
      rows={approvals}
      rowKey={(one) => one.approvalId}
      empty={<EmptyState icon={<Scale />} title={t("none")} description={t("noneHint")} />}
      paging={{ nextHref, prevHref: null }}
      columns={[
        {
          key: "person",
          header: t("person"),
          cell: (one) => <PersonCell person={one} href={`${base}/members/${one.memberId}`} />,
        },
        {
          key: "points",
          header: t("points"),
          align: "end",
          cell: (one) => (
            <span className="grid justify-items-end md:whitespace-nowrap">
              <Points value={one.points} signed short />
              <span className="text-xs text-ink-3">{t(`limits.${one.limitKind}`)}</span>
            </span>
          ),
        },
        { key: "why", header: t("why"), cell: (one) => <span className="break-words">{one.reason}</span> },
        {
          key: "asked",
          header: t("asked"),
          cell: (one) => <WhoWhen who={one.askedByName} at={one.askedAt} />,
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
              {one.state === "waiting" && (
                <span className="text-xs text-ink-3">{t("until", { date: formats.date(one.expiresAt) })}</span>
              )}
            </span>
          ),
        },
        {
          key: "actions",
          header: "",
          cell: (one) => (one.state === "waiting" ? <ApprovalDecision one={one} /> : null),
        },
      ]}
    />
  );
}
