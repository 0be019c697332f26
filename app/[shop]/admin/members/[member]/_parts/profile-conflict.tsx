"use client";

import { useTranslations } from "next-intl";
import type { Differing, ProfileField, ProfileValues } from "@/components/admin/profile-fields";
import { useFormats } from "@/components/format/use-formats";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";

export interface Conflict {
  by: string | null;
  byKind: string;
  at: Date;
  /** Fields that both changed to something else. */
  differing: readonly Differing[];
  changedByThem: readonly ProfileField[];
}

interface Props {
  conflict: Conflict;
  values: ProfileValues;
  theirsOf: (field: ProfileField) => string;
  onDecide: (field: ProfileField, value: string) => void;
}

/** Who saved first and what they wrote; where both wrote, one of the two is chosen. */
export function ProfileConflict({ conflict, values, theirsOf, onDecide }: Props) {
  const t = useTranslations("memberDesk.profile");
  const formats = useFormats();
  const who = conflict.by ?? t(conflict.byKind === "member" ? "byMember" : "byOther");
  return (
    <Notice tone="warn" title={t("conflictTitle", { who, at: formats.time(conflict.at) })}>
      <p>{t(conflict.differing.length > 0 ? "conflictChoose" : "conflictMerged")}</p>
      {conflict.differing.length === 0 && (
        <ul className="mt-1 list-disc ps-5">
          {conflict.changedByThem.map((field) => (
            <li key={field} className="[overflow-wrap:anywhere]">
              {t("changedTo", { field: t(`fields.${field}`), value: theirsOf(field) || t("empty") })}
            </li>
          ))}
        </ul>
      )}
      <div className="mt-3 grid gap-3">
        {conflict.differing.map(({ field, theirs, mine }) => (
          <RadioGroup
            key={field}
            legend={t(`fields.${field}`)}
            name={`conflict-${field}`}
            value={values[field] === theirs ? "theirs" : "mine"}
            onValueChange={(choice) => onDecide(field, choice === "theirs" ? theirs : mine)}
            options={[
              { value: "mine", label: t("mine", { value: mine || t("empty") }) },
              { value: "theirs", label: t("theirs", { who, value: theirs || t("empty") }) },
            ]}
          />
        ))}
      </div>
    </Notice>
  );
}
