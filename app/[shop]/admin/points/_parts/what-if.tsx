"use client";

import { Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { useTRPCClient } from "@/app/trpc-provider";
import { FormGrid } from "@/components/form/form-grid";
import { Points } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { addDays } from "@/server/kernel/time";
import { usePendingAct } from "../../_parts/use-act";
import type { Replays } from "./desk";

const tones = { queued: "neutral", running: "info", stopped: "warn", done: "ok" } as const;
export const stateTone = (state: string) => tones[state as keyof typeof tones] ?? "neutral";

interface Props {
  runs: Replays;
  today: string;
  base: string;
  /** Without one both sides of the comparison are the same. */
  hasDraft: boolean;
}

/** Begin a what-if, and compare those that were made. */
export function WhatIf({ runs, today, base, hasDraft }: Props) {
  const t = useTranslations("earning.whatIf");
  const all = useTranslations("earning");
  const formats = useFormats();
  const router = useRouter();
  const client = useTRPCClient();
  const { act, isPending } = usePendingAct();
  const [typed, setTyped] = useState({ name: "", fromDay: addDays(today, -90), untilDay: addDays(today, -1) });
  const [pressed, setPressed] = useState(false);
  const areDaysWrong = typed.fromDay > typed.untilDay;
  const start = async (event: FormEvent) => {
    event.preventDefault();
    setPressed(true);
    if (typed.name.trim() === "" || areDaysWrong) return;
    await act(client.replay.start.mutate(typed), t("started")).then(
      ({ runId }) => router.push(`${base}/what-if/${runId}`),
      () => undefined,
    );
  };
  const days = (row: Replays["rows"][number]) =>
    t("period", { from: formats.dateShort(row.fromDay), until: formats.dateShort(row.untilDay) });
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} back={{ href: base, label: t("back") }} />
      <div className="grid gap-8">
        {!hasDraft && (
          <Notice actions={<ButtonLink href={`${base}/new`}>{all("add")}</ButtonLink>}>{t("noDraft")}</Notice>
        )}
        {runs.runRefusal === null && (
          <Card>
            <form className="grid gap-5" onSubmit={start} noValidate>
              <FormGrid columns={3}>
                <Field
                  label={t("name")}
                  hint={t("nameHint")}
                  error={pressed && typed.name.trim() === "" ? t("nameMissing") : undefined}
                >
                  <Input
                    maxLength={80}
                    value={typed.name}
                    onChange={(event) => setTyped({ ...typed, name: event.target.value })}
                  />
                </Field>
                <Field label={t("fromDay")}>
                  <Input
                    type="date"
                    value={typed.fromDay}
                    onChange={(event) => setTyped({ ...typed, fromDay: event.target.value })}
                  />
                </Field>
                <Field label={t("untilDay")} error={areDaysWrong ? t("dates") : undefined}>
                  <Input
                    type="date"
                    max={today}
                    value={typed.untilDay}
                    onChange={(event) => setTyped({ ...typed, untilDay: event.target.value })}
                  />
                </Field>
              </FormGrid>
              <p className="text-xs text-ink-3">{t("note")}</p>
              <div>
                <Button type="submit" variant="primary" icon={<Scale />} loading={isPending}>
                  {t("start")}
                </Button>
              </div>
            </form>
          </Card>
        )}
        <Section title={t("compare")}>
          {runs.rows.length === 0 ? (
            <Card>
              <EmptyState icon={<Scale />} title={t("empty")} description={t("emptyText")} />
            </Card>
          ) : (
            <DataTable
              caption={t("compare")}
              rows={runs.rows}
              rowKey={(row) => row.runId}
              columns={[
                {
                  key: "name",
                  header: t("columns.name"),
                  cell: (row) => <TextLink href={`${base}/what-if/${row.runId}`}>{row.name}</TextLink>,
                },
                { key: "period", header: t("columns.period"), cell: days },
                {
                  key: "now",
                  header: t("columns.now"),
                  align: "end",
                  cell: (row) => (row.result ? <Points short value={row.result.pointsNow - row.result.cutNow} /> : "—"),
                },
                {
                  key: "new",
                  header: t("columns.new"),
                  align: "end",
                  cell: (row) => (row.result ? <Points short value={row.result.pointsNew - row.result.cutNew} /> : "—"),
                },
                {
                  key: "difference",
                  header: t("columns.difference"),
                  align: "end",
                  cell: (row) =>
                    row.result ? (
                      <Points
                        short
                        signed
                        value={row.result.pointsNew - row.result.cutNew - row.result.pointsNow + row.result.cutNow}
                      />
                    ) : (
                      "—"
                    ),
                },
                {
                  key: "gain",
                  header: t("columns.gain"),
                  align: "end",
                  cell: (row) => (row.result ? formats.number(row.result.gain) : "—"),
                },
                {
                  key: "lose",
                  header: t("columns.lose"),
                  align: "end",
                  cell: (row) => (row.result ? formats.number(row.result.lose) : "—"),
                },
                {
                  key: "state",
                  header: t("columns.state"),
                  cell: (row) => (
                    <Badge tone={stateTone(row.state)}>{all(`whatIf.states.${row.state as "done"}`)}</Badge>
                  ),
                },
              ]}
            />
          )}
        </Section>
      </div>
    </>
  );
}
