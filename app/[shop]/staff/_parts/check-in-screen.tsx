"use client";

import { useQuery } from "@tanstack/react-query";
import { QrCode } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/app/trpc-provider";
import { Points } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { SteppedCode } from "@/components/visits/stepped-code";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Stat } from "@/components/ui/stat";
import { TextLink } from "@/components/ui/text-link";
import { Answer } from "./answer";
import { useTill } from "./till";

const LOOKS_AGAIN_MS = 20_000;

/** Stands on the counter, turned to the customers: the QR code, the next one in time, and who has come. */
export function CheckInScreen() {
  const t = useTranslations("visits.screen");
  const trpc = useTRPC();
  const formats = useFormats();
  const till = useTill();
  const screen = useQuery({
    ...trpc.visits.screen.queryOptions({ storeId: till.storeId }),
    refetchInterval: LOOKS_AGAIN_MS,
  });
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} />
      <Answer of={screen} lines={6}>
        {({ place, visits }) => (
          <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <Card className="grid justify-items-center gap-4 py-8">
              {place ? (
                <SteppedCode
                  key={screen.dataUpdatedAt}
                  svgs={place.svgs}
                  stepSeconds={place.stepSeconds}
                  firstForMs={place.firstForMs}
                  alt={t("alt")}
                  nextIn={(n) => t("nextIn", { n })}
                />
              ) : (
                <EmptyState icon={<QrCode />} title={t("off")} description={t("offHint")} />
              )}
            </Card>
            <div className="grid gap-6">
              <Card>
                <Stat label={t("today")} value={t("count", { n: visits.count })} size="lg" />
              </Card>
              <Section title={t("latest")}>
                <Card flush>
                  {visits.latest.length === 0 ? (
                    <p className="px-4 py-6 text-sm text-ink-3">{t("none")}</p>
                  ) : (
                    <ul className="divide-y divide-line" aria-live="polite">
                      {visits.latest.map((visit) => (
                        <li key={visit.visitId} className="flex min-h-12 items-center gap-3 px-4 py-2 text-sm">
                          <span className="tabular text-ink-3">{formats.time(visit.visitedAt)}</span>
                          <TextLink href={till.memberHref(visit.memberId)} className="min-w-0 flex-1 wrap-anywhere">
                            {[visit.familyName, visit.givenName].filter(Boolean).join(" ") ||
                              t("nameless", { no: visit.memberNo })}
                          </TextLink>
                          {visit.points > 0 && <Points short signed value={visit.points} />}
                        </li>
                      ))}
                    </ul>
                  )}
                </Card>
              </Section>
            </div>
          </div>
        )}
      </Answer>
    </>
  );
}
