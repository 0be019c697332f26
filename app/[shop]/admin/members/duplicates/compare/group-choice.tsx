"use client";

import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { RadioGroup } from "@/components/ui/radio-group";
import { type MergeRecord, type ProfileGroup, saidIn } from "./merge-view";

interface Props {
  group: ProfileGroup;
  from: MergeRecord;
  to: MergeRecord;
  value: "from" | "to";
  onChange: (side: "from" | "to") => void;
}

/** What one part of a profile says in each record, in the reader's words. */
export function useSaid(): (record: MergeRecord, group: ProfileGroup) => string {
  const t = useTranslations("identity.compare");
  const formats = useFormats();
  return (record, group) => {
    const text = saidIn(record, group);
    if (text === "") return t("empty");
    if (group === "gender") return t(`genders.${text as "female"}`);
    if (group === "birthday") return formats.date(text);
    return text;
  };
}

export function GroupChoice({ group, from, to, value, onChange }: Props) {
  const t = useTranslations("identity.compare");
  const said = useSaid();
  return (
    <RadioGroup
      legend={t(`groups.${group}`)}
      name={group}
      look="cards"
      value={value}
      onValueChange={(side) => onChange(side === "from" ? "from" : "to")}
      options={[
        { value: "to", label: said(to, group), hint: t("stays") },
        { value: "from", label: said(from, group), hint: t("closes") },
      ]}
    />
  );
}
