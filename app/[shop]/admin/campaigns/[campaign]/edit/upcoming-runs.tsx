"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/trpc-provider";
import { useFormats } from "@/components/format/use-formats";
import { Card, Section } from "@/components/ui/card";
import type { DraftTiming } from "@/server/campaigns/input";
import { useSettled } from "./live-value";

/** The next five times that the timing means, and what night does to them. */
export function UpcomingRuns({ timing, respectsQuiet }: { timing: DraftTiming | undefined; respectsQuiet: boolean }) {
  const t = useTranslations("composer.timing");
  const formats = useFormats();
  const trpc = useTRPC();
  const settled = useSettled(timing);
  const runs = useQuery({
    ...trpc.campaigns.upcomingRuns.queryOptions({ timing: settled ?? { kind: "once", at: null } }),
    enabled: settled !== undefined,
    placeholderData: keepPreviousData,
  });
  if (!timing) return null;
  const rows = runs.data ?? [];
  return (
    <Section level={3} title={t("upcoming")}>
      <Card>
        {rows.length === 0 ? (
          <p className="text-sm text-ink-3">{t(timing.kind === "once" && timing.at ? "past" : "unfinished")}</p>
        ) : (
          <ol className="grid gap-1.5 text-sm" aria-busy={runs.isFetching || undefined}>
            {rows.map(({ at, quietUntil }) => (
              <li key={at.getTime()} className="flex flex-wrap gap-x-3">
                <span className="tabular">
                  {formats.monthDay(at)} {formats.time(at)}
                </span>
                {quietUntil && respectsQuiet && (
                  <span className="text-xs text-warn">{t("waits", { at: formats.dateTime(quietUntil) })}</span>
                )}
              </li>
            ))}
          </ol>
        )}
        {timing.kind === "date_of_fact" && <p className="mt-2 text-xs text-ink-3">{t("everyDay")}</p>}
      </Card>
    </Section>
  );
}
