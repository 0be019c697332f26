import type { useTranslations } from "next-intl";
import type { Formats } from "@/components/format/formats";
import type { EarnRule } from "@/server/earning/input";

export type Words = ReturnType<typeof useTranslations<"earning">>;

/** What the ids of a rule are called. */
export interface RuleNames {
  categories: ReadonlyMap<string, string>;
  products: ReadonlyMap<string, string>;
  stores: ReadonlyMap<string, string>;
  ranks: ReadonlyMap<string, string>;
}

export const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

export const pointsText = (t: Words, formats: Formats, value: number) =>
  t("words.points", { value: formats.number(value) });

const namesOf = (t: Words, ids: readonly string[], names: ReadonlyMap<string, string>) =>
  ids.map((id) => names.get(id) ?? t("words.unknown")).join(t("words.or"));

function moment({ when }: EarnRule, t: Words, formats: Formats): string {
  const parts: string[] = [];
  const day = (date: string) => formats.date(date);
  if (when.fromDay && when.untilDay)
    parts.push(t("sentence.period", { from: day(when.fromDay), until: day(when.untilDay) }));
  else if (when.fromDay) parts.push(t("sentence.fromOnly", { from: day(when.fromDay) }));
  else if (when.untilDay) parts.push(t("sentence.untilOnly", { until: day(when.untilDay) }));
  if (when.weekdays) {
    const days = when.weekdays.map((one) => t(`weekdays.${one}` as "weekdays.1")).join(t("words.and"));
    parts.push(t("sentence.weekdays", { days }));
  }
  if (when.monthDays) parts.push(t("sentence.monthDays", { days: when.monthDays.join(t("words.and")) }));
  if (when.hours)
    parts.push(
      t("sentence.hours", { from: clock(when.hours.fromMinutes), until: clock(when.hours.untilMinutes % 1440) }),
    );
  return parts.join("");
}

function who({ when }: EarnRule, t: Words, names: RuleNames): string {
  const ranks = when.rankIds && namesOf(t, when.rankIds, names.ranks);
  const person =
    when.birthday === "day"
      ? ranks
        ? t("sentence.ranksBirthdayDay", { names: ranks })
        : t("sentence.birthdayDay")
      : when.birthday === "month"
        ? ranks
          ? t("sentence.ranksBirthdayMonth", { names: ranks })
          : t("sentence.birthdayMonth")
        : ranks
          ? t("sentence.ranks", { names: ranks })
          : t("sentence.anyone");
  return person;
}

function where({ when }: EarnRule, t: Words, names: RuleNames): string {
  const channels = when.channels?.map((one) =>
    t.has(`options.channel.${one}` as never) ? t(`options.channel.${one}` as "options.channel.shop") : one,
  );
  return [
    when.storeIds ? t("sentence.stores", { names: namesOf(t, when.storeIds, names.stores) }) : "",
    channels ? t("sentence.channels", { names: channels.join(t("words.or")) }) : "",
    when.payments ? t("sentence.payments", { names: when.payments.join(t("words.or")) }) : "",
    when.isFirstPurchase ? t("sentence.first") : "",
  ].join("");
}

function goods({ when }: EarnRule, t: Words, names: RuleNames, formats: Formats): string {
  const quoted = (text: string) => t("words.quoted", { name: text });
  const list = [
    ...(when.categoryIds ?? []).map((id) => quoted(names.categories.get(id) ?? t("words.unknown"))),
    ...(when.brands ?? []).map(quoted),
    ...(when.productIds ?? []).map((id) => quoted(names.products.get(id) ?? t("words.unknown"))),
  ];
  const except = [
    ...(when.notCategoryIds ?? []).map((id) => names.categories.get(id) ?? t("words.unknown")),
    ...(when.notProductIds ?? []).map((id) => names.products.get(id) ?? t("words.unknown")),
  ];
  return [
    list.length > 0 ? t("sentence.goods", { names: list.join(t("words.or")) }) : t("sentence.all"),
    except.length > 0 ? t("sentence.except", { names: except.join(t("words.or")) }) : "",
    when.minYen ? t("sentence.minYen", { yen: formats.yen(when.minYen) }) : "",
    when.minPieces ? t("sentence.minPieces", { n: when.minPieces }) : "",
  ].join("");
}

function gift({ gives }: EarnRule, t: Words, formats: Formats): string {
  switch (gives.kind) {
    case "multiply":
      return t("sentence.multiply", { times: String(gives.timesHundredths / 100) });
    case "rate":
      return t("sentence.rate", {
        tax: t(`options.taxBase.${gives.taxBase}`),
        yen: formats.yen(gives.perYen),
        points: pointsText(t, formats, gives.points),
        rounding: t(`options.rounding.${gives.rounding}`),
      });
    case "bonus":
      return t(gives.per === "sale" ? "sentence.bonusSale" : "sentence.bonusPiece", {
        points: pointsText(t, formats, gives.points),
      });
    case "nothing":
      return t("sentence.nothing");
    case "occasion":
      return t("sentence.give", { points: pointsText(t, formats, gives.points) });
  }
}

/** What limits a rule and how long its points live, one short sentence each. */
function besides({ limits, life, stacking, gives }: EarnRule, t: Words, formats: Formats): string[] {
  const { perSale, perMember, timesPerMember, budget } = limits;
  const points = (value: number) => pointsText(t, formats, value);
  const period = (name: "day" | "month" | "year" | "ever") => t(`sentence.periodOf.${name}`);
  const { expiry } = life;
  return [
    perSale ? t("sentence.perSale", { points: points(perSale) }) : "",
    perMember ? t("sentence.perMember", { points: points(perMember.points), period: period(perMember.period) }) : "",
    timesPerMember ? t("sentence.times", { n: timesPerMember.times, period: period(timesPerMember.period) }) : "",
    budget ? t("sentence.budget", { points: points(budget.points), period: period(budget.period) }) : "",
    life.pendingDays ? t("sentence.pending", { n: life.pendingDays }) : "",
    expiry?.kind === "days" ? t("sentence.expiryDays", { n: expiry.days }) : "",
    expiry?.kind === "months" ? t("sentence.expiryMonths", { n: expiry.months }) : "",
    expiry?.kind === "date" ? t("sentence.expiryDate", { date: formats.date(expiry.lastDay) }) : "",
    stacking.kind === "best" ? t("sentence.best", { group: stacking.group }) : "",
    stacking.kind === "alone" && gives.kind !== "nothing" ? t("sentence.alone") : "",
  ];
}

/** A rule said back as a sentence, with what limits it behind. */
export function ruleSentence(rule: EarnRule, names: RuleNames, t: Words, formats: Formats): string {
  const values = {
    when: moment(rule, t, formats),
    who: who(rule, t, names),
    where: where(rule, t, names),
    gift: gift(rule, t, formats),
  };
  const sentence =
    rule.gives.kind === "occasion"
      ? t("sentence.occasion", { ...values, what: t(`sentence.occasionOf.${rule.gives.occasion}`) })
      : t("sentence.sale", { ...values, what: goods(rule, t, names, formats) });
  const text = sentence + besides(rule, t, formats).join("");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
