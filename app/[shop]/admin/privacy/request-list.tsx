"use client";

import { Inbox } from "lucide-react";
import { useTranslations } from "next-intl";
import { DateTime } from "@/components/format/date-time";
import { DataTable } from "@/components/table/data-table";
import { PersonCell } from "@/components/table/person-cell";
import { WhoWhen } from "@/components/table/who-when";
import { Badge, type Tone } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import type { RequestKind, RequestState } from "@/server/books/input";
import { RequestActions } from "./request-actions";

export interface RequestView {
  requestId: string;
  memberId: string;
  memberNo: string;
  familyName: string | null;
  givenName: string | null;
  kind: RequestKind;
  details: string;
  cameBy: string;
  identifiedBy: string | null;
  state: RequestState;
  receivedAt: Date;
  dueOn: string;
  isLate: boolean;
  answer: string | null;
  answeredByName: string | null;
  answeredAt: Date | null;
}
const tones: Record<RequestState, Tone> = {
  open: "warn",
  in_hand: "info",
  done: "ok",
  refused: "danger",
  withdrawn: "neutral",
};
type Props = { base: string; requests: readonly RequestView[]; nextHref: string | null };

/** Requests under the privacy law: what is asked, by when it is answered, and what became of it. */
export function RequestList({ base, requests, nextHref }: Props) {
  const t = useTranslations("books.requests");
  const cameBy = (one: RequestView) => t(`cameBy.${one.cameBy as "my_page"}`);
  return (
    <DataTable
      caption={t("caption")}
      rows={requests}
      rowKey={(one) => one.requestId}
      empty={<EmptyState icon={<Inbox />} title={t("none")} description={t("noneHint")} />}
      paging={{ nextHref, prevHref: null }}
      columns={[
        {
          key: "kind",
          header: t("kind"),
          cell: (one) => (
            <span className="grid min-w-0 gap-0.5">
              {t(`kinds.${one.kind}`)}
              <span className="max-w-96 text-xs font-normal break-words whitespace-pre-line text-ink-3">
                {one.details || t("noWords")}
              </span>
              {one.answer && (
                <span className="max-w-96 text-xs font-normal break-words whitespace-pre-line text-ink-2">
                  {t("answered", { text: one.answer })}
                </span>
              )}
            </span>
          ),
        },
        {
          key: "person",
          header: t("person"),
          cell: (one) => <PersonCell person={one} href={`${base}/members/${one.memberId}`} />,
        },
        {
          key: "received",
          header: t("received"),
          cell: (one) => (
            <span className="grid">
              <DateTime value={one.receivedAt} />
              <span className="text-xs text-ink-3">{[cameBy(one), one.identifiedBy].filter(Boolean).join(" / ")}</span>
            </span>
          ),
        },
        {
          key: "due",
          header: t("due"),
          cell: (one) => (
            <span className="grid justify-items-start gap-0.5 max-md:justify-items-end">
              <DateTime value={one.dueOn} />
              {one.isLate && <Badge tone="danger">{t("late")}</Badge>}
            </span>
          ),
        },
        {
          key: "state",
          header: t("state"),
          cell: (one) => (
            <span className="grid justify-items-start gap-0.5 text-xs text-ink-2 max-md:justify-items-end">
              <Badge tone={tones[one.state]}>{t(`states.${one.state}`)}</Badge>
              {one.answeredAt && <WhoWhen who={one.answeredByName} at={one.answeredAt} />}
            </span>
          ),
        },
        {
          key: "actions",
          header: "",
          cell: (one) => (one.state === "open" || one.state === "in_hand" ? <RequestActions one={one} /> : null),
        },
      ]}
    />
  );
}
