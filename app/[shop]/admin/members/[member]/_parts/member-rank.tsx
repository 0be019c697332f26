"use client";

import { useLocale, useTranslations } from "next-intl";
import { useTRPCClient } from "@/app/trpc-provider";
import { useFormats } from "@/components/format/use-formats";
import { RankChip } from "@/components/ranks/rank-chip";
import { useMeasureText, useRankName } from "@/components/ranks/rank-words";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Progress } from "@/components/ui/progress";
import type { rankHistory, rankStanding } from "@/server/ranks/queries/standing";
import { useAct } from "../../../_parts/use-act";
import { SetRank } from "./set-rank";

export type Standing = NonNullable<Awaited<ReturnType<typeof rankStanding>>>;

interface Props {
  memberId: string;
  standing: Standing;
  history: Awaited<ReturnType<typeof rankHistory>>;
  isWithdrawn: boolean;
}

/** The rank of one member as staff see it: until when, what leads further, how it came, and what was given by hand. */
export function MemberRank({ memberId, standing, history, isWithdrawn }: Props) {
  const t = useTranslations("ranks.member");
  const errors = useTranslations("ranks.errors");
  const formats = useFormats();
  const isJa = useLocale() === "ja";
  const [measure, nameOf] = [useMeasureText(), useRankName()];
  const client = useTRPCClient();
  const act = useAct();
  const { rank, basis, rise, keep } = standing;
  const own = (name: { ja: string; en: string }) => (isJa ? name.ja : name.en);
  const refusal = isWithdrawn ? errors("member_left") : history.setRefusal ? errors("role") : undefined;
  const { byHand } = history;
  return (
    <Section title={t("title")} actions={<SetRank {...{ memberId, standing, refusal }} />}>
      <Card className="grid gap-3 text-sm">
        <p className="flex flex-wrap items-center justify-between gap-2">
          <RankChip name={own(rank.name)} color={rank.color} size="md" />
          {rank.keepsUntil && <span className="text-ink-2">{t("until", { day: formats.date(rank.keepsUntil) })}</span>}
        </p>
        <p className="flex justify-between gap-4">
          <span className="text-ink-3">{t(`measure.${basis}`)}</span>
          <span className="tabular">{measure(basis, standing.measure)}</span>
        </p>
        {rise ? (
          <div className="grid gap-1.5">
            <Progress
              label={t("next", { missing: measure(basis, rise.missing), rank: nameOf(rise.rank) })}
              value={Math.max(standing.measure, 0)}
              max={rise.rank.threshold}
            />
            {rise.by && <p className="text-xs text-ink-3">{t("nextBy", { day: formats.date(rise.by) })}</p>}
          </div>
        ) : (
          <p className="text-ink-3">{t("top")}</p>
        )}
        {keep?.until && (
          <p className="text-ink-2">
            {t("keep", {
              missing: measure(basis, keep.missing),
              rank: nameOf(keep.rank),
              until: formats.date(keep.until),
            })}
          </p>
        )}
        {byHand && (
          <div className="grid gap-1 border-t border-line pt-3">
            <p>{t("byHand", { rank: own(byHand.name), day: formats.date(byHand.untilOn) })}</p>
            {byHand.reason && (
              <p className="text-ink-3 wrap-anywhere">{t("byHandReason", { reason: byHand.reason })}</p>
            )}
            <div>
              <ConfirmDialog
                trigger={
                  <Button size="sm" disabledReason={refusal}>
                    {t("end")}
                  </Button>
                }
                tone="primary"
                title={t("endTitle")}
                description={t("endBody")}
                confirmLabel={t("end")}
                onConfirm={() => act(client.ranks.endByHand.mutate({ memberId }), t("ended"))}
              />
            </div>
          </div>
        )}
        <details className="border-t border-line pt-3">
          <summary className="cursor-pointer text-brand-text">{t("history")}</summary>
          {history.rows.length === 0 ? (
            <p className="mt-2 text-ink-3">{t("historyNone")}</p>
          ) : (
            <ol className="mt-2 grid gap-2">
              {history.rows.map((row) => (
                <li key={row.seq} className="grid gap-0.5">
                  <span>{t("moved", { from: own(row.from.name), to: own(row.name) })}</span>
                  <span className="text-xs text-ink-3">
                    {formats.date(row.since)} · {t(`why.${row.why as "purchase"}`)}
                  </span>
                </li>
              ))}
            </ol>
          )}
        </details>
      </Card>
    </Section>
  );
}
