"use client";

import { useTranslations } from "next-intl";
import { Count } from "@/components/format/amount";
import { DateTime } from "@/components/format/date-time";
import { PersonName } from "@/components/format/person-name";
import { Section } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/text-link";
import { useSaid } from "./group-choice";
import type { MergeRecord } from "./merge-view";

const groups = ["email", "phone", "birthday", "address", "card"] as const;

/** One of the two records: who it is, and how much hangs on it. */
export function RecordCard({ title, record, href }: { title: string; record: MergeRecord; href: string }) {
  const t = useTranslations("identity.compare");
  const said = useSaid();
  return (
    <Section title={title}>
      <div className="grid gap-3">
        <TextLink href={href}>
          <PersonName name={{ ...record, memberNumber: record.memberNo }} />
        </TextLink>
        <DescriptionList
          items={[
            ...groups.map((group) => ({ key: group, term: t(`groups.${group}`), value: said(record, group) })),
            { key: "joined", term: t("joined"), value: <DateTime value={record.joinedAt} form="date" /> },
            {
              key: "lastLogin",
              term: t("lastLogin"),
              value: record.lastLoginAt ? <DateTime value={record.lastLoginAt} form="date" /> : t("never"),
            },
            { key: "purchases", term: t("counts.purchases"), value: <Count value={record.counts.purchases ?? 0} /> },
            { key: "points", term: t("counts.points"), value: <Count value={record.counts.points} /> },
          ]}
        />
      </div>
    </Section>
  );
}
