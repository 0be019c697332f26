"use client";

import { Plus, Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { TabLinks } from "@/components/ui/tabs";
import type { Desk } from "./desk";
import { DiscardButton, PublishButton } from "./draft-buttons";
import { DryRunForm } from "./dry-run-form";
import { RuleList } from "./rule-list";
import { VersionList } from "./version-list";

interface Props {
  desk: Desk;
  base: string;
  tab: "rules" | "try" | "history";
  query: { q?: string; state?: string };
}

/** The desk of rules: draft and published side by side, a dry run, and every version. */
export function RulesDesk({ desk, base, tab, query }: Props) {
  const t = useTranslations("earning");
  const formats = useFormats();
  const here = `${base}/points`;
  const current = desk.versions.find(({ state }) => state === "current");
  const coming = desk.versions.filter(({ state }) => state === "coming");
  const hasDraft = desk.draft.revision > 0;
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            <ButtonLink href={`${here}/what-if`} variant="secondary" icon={<Scale />}>
              {t("whatIf.title")}
            </ButtonLink>
            {hasDraft && desk.editRefusal === null && <DiscardButton />}
            {hasDraft && desk.publishRefusal === null && <PublishButton desk={desk} />}
            {desk.editRefusal === null && (
              <ButtonLink href={`${here}/new`} icon={<Plus />} variant={hasDraft ? "secondary" : "primary"}>
                {t("add")}
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="mb-5 grid gap-3">
        <p className="text-sm text-ink-2">
          {current
            ? `${t("inForce", { version: current.version })} ${t("inForceSince", { date: formats.dateTime(current.validFrom) })}`
            : t("none")}
        </p>
        {coming.map(({ version, validFrom }) => (
          <Notice key={version}>{t("coming", { version, date: formats.dateTime(validFrom) })}</Notice>
        ))}
        {hasDraft && <Notice tone="warn">{t("draftChanged")}</Notice>}
      </div>
      <TabLinks
        label={t("title")}
        items={(["rules", "try", "history"] as const).map((one) => ({
          href: one === "rules" ? here : `${here}?tab=${one}`,
          label: t(`tabs.${one}`),
          current: one === tab,
        }))}
      />
      <div className="mt-5">
        {tab === "rules" && <RuleList {...{ desk, query }} base={here} settings={`${base}/settings/points`} />}
        {tab === "try" && <DryRunForm desk={desk} />}
        {tab === "history" && <VersionList desk={desk} />}
      </div>
    </>
  );
}
