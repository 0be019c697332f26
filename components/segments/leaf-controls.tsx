"use client";

import { useLocale, useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { NumberField, PickMany, WhenField } from "./leaf-fields";
import { Choose, type ControlsProps, Goods, having, Range, Stores } from "./leaf-parts";
import { prefectures } from "./prefectures";
import type { DraftOf, LeafDraft } from "./rule-tree";

/** The controls of one condition. */
export function LeafControls({ leaf, onChange, lookups }: ControlsProps) {
  const t = useTranslations("segmentBuilder");
  switch (leaf.type) {
    case "everyone":
      return null;
    case "gender":
      return <Genders leaf={leaf} onChange={onChange} lookups={lookups} />;
    case "age":
      return (
        <Range
          unit={t("units.years")}
          from={leaf.from}
          to={leaf.to}
          onFrom={(n) => onChange(having(leaf, "from", n), "from")}
          onTo={(n) => onChange(having(leaf, "to", n), "to")}
        />
      );
    case "birthday_month":
      return <BirthdayMonth leaf={leaf} onChange={onChange} lookups={lookups} />;
    case "prefecture":
      return <Prefectures leaf={leaf} onChange={onChange} lookups={lookups} />;
    case "joined":
      return (
        <>
          <WhenField
            optional
            value={leaf.period}
            onChange={(period) => onChange(having(leaf, "period", period), "period")}
          />
          <Stores value={leaf.storeIds} lookups={lookups} onChange={(ids) => onChange(having(leaf, "storeIds", ids))} />
        </>
      );
    case "locale":
      return (
        <Choose
          label={t("kinds.locale")}
          value={leaf.is ?? "ja"}
          options={{ ja: t("locale.ja"), en: t("locale.en") }}
          onChange={(is) => onChange({ ...leaf, is: is === "en" ? "en" : "ja" })}
        />
      );
    case "has_mail":
      return (
        <Choose
          label={t("kinds.has_mail")}
          value={leaf.is === false ? "no" : "yes"}
          options={{ yes: t("hasMail.yes"), no: t("hasMail.no") }}
          onChange={(is) => onChange({ ...leaf, is: is === "yes" })}
        />
      );
    case "consent":
      return (
        <Choose
          label={t("kinds.consent")}
          value={leaf.isGranted === false ? "no" : "yes"}
          options={{ yes: t("consent.yes"), no: t("consent.no") }}
          onChange={(is) => onChange({ ...leaf, isGranted: is === "yes" })}
        />
      );
    case "purchases":
      return <Purchases leaf={leaf} onChange={onChange} lookups={lookups} />;
    case "first_purchase":
    case "last_purchase": {
      const where = leaf.where ?? {};
      const set = (next: typeof where) =>
        onChange(having(leaf, "where", Object.keys(next).length > 0 ? next : undefined) as LeafDraft);
      return (
        <>
          <WhenField
            value={leaf.period}
            onChange={(period) => onChange(having(leaf, "period", period) as LeafDraft, "period")}
          />
          <Goods value={where} lookups={lookups} onChange={(goods) => set({ ...where, ...goods })} clear={set} />
          <Stores value={where.storeIds} lookups={lookups} onChange={(ids) => set(having(where, "storeIds", ids))} />
        </>
      );
    }
    case "warranty_days_left":
      return (
        <>
          <NumberField
            signed
            label={t("warranty.from")}
            unit={t("units.days")}
            value={leaf.from}
            onChange={(n) => onChange(having(leaf, "from", n), "from")}
          />
          <span aria-hidden className="text-ink-3">
            {t("to")}
          </span>
          <NumberField
            signed
            label={t("warranty.to")}
            unit={t("units.days")}
            value={leaf.to}
            onChange={(n) => onChange(having(leaf, "to", n), "to")}
          />
          <span className="text-sm text-ink-2">{t("warranty.left")}</span>
          <Goods
            value={leaf}
            lookups={lookups}
            onChange={(goods) => onChange({ ...leaf, ...goods })}
            clear={onChange}
          />
        </>
      );
    case "points":
      return (
        <>
          <Choose
            label={t("points.bucket")}
            value={leaf.bucket ?? "available"}
            options={{ available: t("points.available"), pending: t("points.pending") }}
            onChange={(bucket) => onChange({ ...leaf, bucket: bucket === "pending" ? "pending" : "available" })}
          />
          <Range
            unit={t("units.points")}
            from={leaf.atLeast}
            to={leaf.atMost}
            onFrom={(n) => onChange(having(leaf, "atLeast", n), "from")}
            onTo={(n) => onChange(having(leaf, "atMost", n), "to")}
          />
        </>
      );
    case "points_expiring":
      return (
        <>
          <NumberField
            label={t("expiring.within")}
            unit={t("units.days")}
            value={leaf.withinDays}
            onChange={(n) => onChange(having(leaf, "withinDays", n), "days")}
          />
          <span className="text-sm text-ink-2">{t("expiring.middle")}</span>
          <NumberField
            wide
            label={t("expiring.atLeast")}
            unit={t("units.pointsOrMore")}
            value={leaf.atLeast}
            onChange={(n) => onChange(having(leaf, "atLeast", n), "points")}
          />
        </>
      );
    case "rank":
      return (
        <PickMany
          label={t("kinds.rank")}
          placeholder={t("ranks.any")}
          value={leaf.in}
          nameOf={(id) => lookups.ranks.find((rank) => rank.value === id)?.label ?? t("goods.unknown")}
          choices={lookups.ranks}
          onPick={() => undefined}
          onChange={(ids) => onChange(having(leaf, "in", ids))}
        />
      );
    case "next_rank":
      return (
        <NumberField
          wide
          label={t("ranks.missing")}
          unit={t("ranks.orLess")}
          value={leaf.missingAtMost}
          onChange={(n) => onChange(having(leaf, "missingAtMost", n), "missing")}
        />
      );
    case "last_login":
      return (
        <>
          <Choose
            label={t("kinds.last_login")}
            value={leaf.never ? "never" : "period"}
            options={{ period: t("login.period"), never: t("login.never") }}
            onChange={(mode) =>
              onChange(
                mode === "never"
                  ? { type: "last_login", never: true }
                  : { type: "last_login", period: { lastDays: 30 } },
              )
            }
          />
          {!leaf.never && (
            <WhenField value={leaf.period} onChange={(period) => onChange(having(leaf, "period", period), "period")} />
          )}
        </>
      );
  }
}

const genders = ["female", "male", "other", "unknown"] as const;

function Genders({ leaf, onChange }: ControlsProps<DraftOf<"gender">>) {
  const t = useTranslations("segmentBuilder.genders");
  const picked = leaf.in ?? [];
  return (
    <span className="flex flex-wrap gap-x-4">
      {genders.map((gender) => (
        <Checkbox
          key={gender}
          label={t(gender)}
          checked={picked.includes(gender)}
          onChange={(event) =>
            onChange({
              ...leaf,
              in: genders.filter((one) => (one === gender ? event.target.checked : picked.includes(one))),
            })
          }
        />
      ))}
    </span>
  );
}

const monthNumbers = Array.from({ length: 12 }, (_, at) => at + 1);

function BirthdayMonth({ leaf, onChange }: ControlsProps<DraftOf<"birthday_month">>) {
  const t = useTranslations("segmentBuilder.birthday");
  const relative = ["0", "1", "2"];
  const ahead = leaf.months ? "months" : String(leaf.monthsAhead ?? 0);
  return (
    <>
      <Choose
        label={t("label")}
        value={ahead}
        options={{
          "0": t("this"),
          "1": t("next"),
          "2": t("afterNext"),
          ...(leaf.monthsAhead !== undefined && leaf.monthsAhead > 2
            ? { [ahead]: t("ahead", { n: leaf.monthsAhead }) }
            : {}),
          months: t("chosen"),
        }}
        onChange={(value) =>
          onChange(
            value === "months"
              ? { type: "birthday_month", months: [1] }
              : {
                  type: "birthday_month",
                  monthsAhead: relative.includes(value) ? Number(value) : (leaf.monthsAhead ?? 0),
                },
          )
        }
      />
      {leaf.months && (
        <PickMany
          label={t("months")}
          placeholder={t("add")}
          value={leaf.months.map(String)}
          nameOf={(month) => t("month", { n: Number(month) })}
          choices={monthNumbers.map((month) => ({ value: String(month), label: t("month", { n: month }) }))}
          onChange={(months) =>
            onChange({ type: "birthday_month", months: (months ?? []).map(Number).toSorted((a, b) => a - b) })
          }
        />
      )}
    </>
  );
}

function Prefectures({ leaf, onChange }: ControlsProps<DraftOf<"prefecture">>) {
  const t = useTranslations("segmentBuilder.prefecture");
  const locale = useLocale();
  const nameOf = (name: string, latin: string) => (locale === "ja" ? name : `${latin} ${name}`);
  return (
    <PickMany
      label={t("label")}
      placeholder={t("add")}
      value={leaf.in}
      nameOf={(value) => nameOf(value, prefectures.find(([name]) => name === value)?.[1] ?? "").trim()}
      choices={prefectures.map(([name, latin]) => ({ value: name, label: nameOf(name, latin), keywords: latin }))}
      onChange={(picked) => onChange(having(leaf, "in", picked))}
    />
  );
}

function Purchases({ leaf, onChange, lookups }: ControlsProps<DraftOf<"purchases">>) {
  const t = useTranslations("segmentBuilder");
  const where = leaf.where ?? {};
  const set = (next: typeof where, field?: string) =>
    onChange(having(leaf, "where", Object.keys(next).length > 0 ? next : undefined), field);
  return (
    <>
      <WhenField optional value={where.period} onChange={(period) => set(having(where, "period", period), "period")} />
      <Goods value={where} lookups={lookups} onChange={(goods) => set({ ...where, ...goods })} clear={set} />
      <Stores value={where.storeIds} lookups={lookups} onChange={(ids) => set(having(where, "storeIds", ids))} />
      <Choose
        label={t("purchases.measure")}
        value={leaf.measure ?? "times"}
        options={{ times: t("purchases.times"), pieces: t("purchases.pieces"), yen: t("purchases.yen") }}
        onChange={(measure) =>
          onChange({ ...leaf, measure: measure === "yen" || measure === "pieces" ? measure : "times" })
        }
      />
      <Range
        unit={t(`units.${leaf.measure ?? "times"}`)}
        from={leaf.atLeast}
        to={leaf.atMost}
        onFrom={(n) => onChange(having(leaf, "atLeast", n), "from")}
        onTo={(n) => onChange(having(leaf, "atMost", n), "to")}
      />
    </>
  );
}
