"use client";

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import type { RewardValues } from "./reward-values";

type Option = { value: string; label: string };
interface Props {
  values: RewardValues;
  change: (next: Partial<RewardValues>) => void;
  ranks: readonly Option[];
  stores: readonly Option[];
}

/** For which ranks it is, and where it is handed over; nothing chosen means everybody and everywhere. */
export function WhereFields({ values, change, ranks, stores }: Props) {
  const t = useTranslations("rewards.admin");
  const checks = (key: "rankIds" | "storeIds", label: string, none: string, options: readonly Option[]) =>
    options.length > 0 && (
      <fieldset>
        <legend className="mb-1 text-sm font-medium">{label}</legend>
        {values[key].length === 0 && <p className="text-xs text-ink-3">{none}</p>}
        <div className="flex flex-wrap gap-x-5">
          {options.map((option) => (
            <Checkbox
              key={option.value}
              label={option.label}
              checked={values[key].includes(option.value)}
              onChange={(event) =>
                change({
                  [key]: event.target.checked
                    ? [...values[key], option.value]
                    : values[key].filter((one) => one !== option.value),
                })
              }
            />
          ))}
        </div>
      </fieldset>
    );
  return (
    <div className="grid gap-5">
      {checks("rankIds", t("ranks"), t("allRanks"), ranks)}
      {values.kind === "goods" && checks("storeIds", t("stores"), t("allStores"), stores)}
    </div>
  );
}
