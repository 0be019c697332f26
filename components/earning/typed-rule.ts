import type { EarnRule, Occasion } from "@/server/earning/input";

/** A rule as it is typed: everything a text or a list, so that nothing typed is lost while it is not valid yet. */
export interface TypedRule {
  id: string;
  name: string;
  gift: EarnRule["gives"]["kind"];
  times: string;
  points: string;
  perYen: string;
  rounding: "down" | "half_up" | "up";
  taxBase: "included" | "excluded";
  per: "sale" | "piece";
  occasion: Occasion;
  categoryIds: string[];
  productIds: string[];
  brands: string[];
  notCategoryIds: string[];
  notProductIds: string[];
  storeIds: string[];
  channels: string[];
  payments: string;
  rankIds: string[];
  birthday: "" | "day" | "month";
  weekdays: string[];
  monthDays: string;
  hoursFrom: string;
  hoursUntil: string;
  fromDay: string;
  untilDay: string;
  isFirstPurchase: boolean;
  minYen: string;
  minPieces: string;
  stacking: "sum" | "best" | "alone";
  group: string;
  precedence: string;
  perSale: string;
  perMember: string;
  perMemberPeriod: "day" | "month" | "year" | "ever";
  timesLimit: string;
  timesPeriod: "day" | "month" | "year" | "ever";
  budget: string;
  budgetPeriod: "day" | "month" | "ever";
  pendingDays: string;
  expiry: "program" | "days" | "months" | "date";
  expiryNumber: string;
  expiryDay: string;
}

const clock = (minutes: number | undefined) =>
  minutes === undefined
    ? ""
    : `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const text = (value: number | undefined) => (value === undefined ? "" : String(value));

export const emptyRule = (id: string): TypedRule => ({
  id,
  name: "",
  gift: "multiply",
  times: "2",
  points: "100",
  perYen: "100",
  rounding: "down",
  taxBase: "included",
  per: "sale",
  occasion: "sign_up",
  categoryIds: [],
  productIds: [],
  brands: [],
  notCategoryIds: [],
  notProductIds: [],
  storeIds: [],
  channels: [],
  payments: "",
  rankIds: [],
  birthday: "",
  weekdays: [],
  monthDays: "",
  hoursFrom: "",
  hoursUntil: "",
  fromDay: "",
  untilDay: "",
  isFirstPurchase: false,
  minYen: "",
  minPieces: "",
  stacking: "sum",
  group: "",
  precedence: "100",
  perSale: "",
  perMember: "",
  perMemberPeriod: "month",
  timesLimit: "",
  timesPeriod: "ever",
  budget: "",
  budgetPeriod: "ever",
  pendingDays: "",
  expiry: "program",
  expiryNumber: "",
  expiryDay: "",
});

export function typedOf(rule: EarnRule): TypedRule {
  const { when, gives, stacking, limits, life } = rule;
  const { expiry } = life;
  return {
    ...emptyRule(rule.id),
    name: rule.name,
    gift: gives.kind,
    ...(gives.kind === "multiply" ? { times: String(gives.timesHundredths / 100) } : {}),
    ...("points" in gives ? { points: String(gives.points) } : {}),
    ...(gives.kind === "rate"
      ? { perYen: String(gives.perYen), rounding: gives.rounding, taxBase: gives.taxBase }
      : {}),
    ...(gives.kind === "bonus" ? { per: gives.per } : {}),
    ...(gives.kind === "occasion" ? { occasion: gives.occasion } : {}),
    categoryIds: when.categoryIds ?? [],
    productIds: when.productIds ?? [],
    brands: when.brands ?? [],
    notCategoryIds: when.notCategoryIds ?? [],
    notProductIds: when.notProductIds ?? [],
    storeIds: when.storeIds ?? [],
    channels: when.channels ?? [],
    payments: (when.payments ?? []).join(", "),
    rankIds: when.rankIds ?? [],
    birthday: when.birthday ?? "",
    weekdays: (when.weekdays ?? []).map(String),
    monthDays: (when.monthDays ?? []).join(", "),
    hoursFrom: clock(when.hours?.fromMinutes),
    hoursUntil: clock(when.hours?.untilMinutes),
    fromDay: when.fromDay ?? "",
    untilDay: when.untilDay ?? "",
    isFirstPurchase: when.isFirstPurchase ?? false,
    minYen: text(when.minYen),
    minPieces: text(when.minPieces),
    stacking: stacking.kind,
    group: stacking.kind === "best" ? stacking.group : "",
    precedence: String(rule.precedence),
    perSale: text(limits.perSale),
    perMember: text(limits.perMember?.points),
    perMemberPeriod: limits.perMember?.period ?? "month",
    timesLimit: text(limits.timesPerMember?.times),
    timesPeriod: limits.timesPerMember?.period ?? "ever",
    budget: text(limits.budget?.points),
    budgetPeriod: limits.budget?.period ?? "ever",
    pendingDays: text(life.pendingDays),
    expiry: expiry?.kind ?? "program",
    expiryNumber:
      expiry?.kind === "days" ? String(expiry.days) : expiry?.kind === "months" ? String(expiry.months) : "",
    expiryDay: expiry?.kind === "date" ? expiry.lastDay : "",
  };
}

export const numberOf = (typed: string): number => {
  const plain = typed.normalize("NFKC").replaceAll(",", "").trim();
  return plain === "" ? Number.NaN : Number(plain);
};
const listOf = (typed: string) =>
  typed
    .normalize("NFKC")
    .split(/[,、\s]+/)
    .map((one) => one.trim())
    .filter(Boolean);
const minutesOf = (typed: string) => {
  const [hours = "0", minutes = "0"] = typed.split(":");
  return Number(hours) * 60 + Number(minutes);
};
const maybe = <T>(isGiven: boolean, value: () => T) => (isGiven ? value() : undefined);
const some = <T>(list: T[]) => (list.length > 0 ? list : undefined);

/** Leaves out what is undefined: the shape of a rule knows no empty fields. */
const filled = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

function giftOf(typed: TypedRule) {
  const points = numberOf(typed.points);
  switch (typed.gift) {
    case "multiply":
      return { kind: "multiply", timesHundredths: Math.round(numberOf(typed.times) * 100) };
    case "rate":
      return { kind: "rate", points, perYen: numberOf(typed.perYen), rounding: typed.rounding, taxBase: typed.taxBase };
    case "bonus":
      return { kind: "bonus", points, per: typed.per };
    case "occasion":
      return { kind: "occasion", occasion: typed.occasion, points };
    case "nothing":
      return { kind: "nothing" };
  }
}

function conditionsOf(typed: TypedRule) {
  const isSale = typed.gift !== "occasion";
  const optional = (value: string) => maybe(value.trim() !== "", () => numberOf(value));
  return filled({
    ...(isSale
      ? {
          categoryIds: some(typed.categoryIds),
          productIds: some(typed.productIds),
          brands: some(typed.brands),
          notCategoryIds: some(typed.notCategoryIds),
          notProductIds: some(typed.notProductIds),
          payments: some(listOf(typed.payments)),
          isFirstPurchase: typed.isFirstPurchase ? true : undefined,
          minYen: optional(typed.minYen),
          minPieces: optional(typed.minPieces),
        }
      : {}),
    storeIds: some(typed.storeIds),
    channels: some(typed.channels),
    rankIds: some(typed.rankIds),
    birthday: typed.birthday === "" ? undefined : typed.birthday,
    weekdays: some(typed.weekdays.map(Number).toSorted((a, b) => a - b)),
    monthDays: some(listOf(typed.monthDays).map(Number)),
    // Only one of the two: from the day's beginning, or until its end.
    hours: maybe(typed.hoursFrom !== "" || typed.hoursUntil !== "", () => ({
      fromMinutes: minutesOf(typed.hoursFrom),
      untilMinutes: minutesOf(typed.hoursUntil) || 1440,
    })),
    fromDay: typed.fromDay || undefined,
    untilDay: typed.untilDay || undefined,
  });
}

/** What was typed as a rule; not checked yet. */
export function ruleOf(typed: TypedRule) {
  const isSale = typed.gift !== "occasion";
  const given = (value: string) => value.trim() !== "" && typed.gift !== "nothing";
  const n = (value: string) => numberOf(value);
  return {
    id: typed.id,
    name: typed.name.trim(),
    when: conditionsOf(typed),
    gives: giftOf(typed),
    stacking: typed.stacking === "best" ? { kind: "best", group: typed.group.trim() } : { kind: typed.stacking },
    precedence: n(typed.precedence),
    limits: filled({
      perSale: maybe(isSale && given(typed.perSale), () => n(typed.perSale)),
      perMember: maybe(given(typed.perMember), () => ({ points: n(typed.perMember), period: typed.perMemberPeriod })),
      timesPerMember: maybe(given(typed.timesLimit), () => ({ times: n(typed.timesLimit), period: typed.timesPeriod })),
      budget: maybe(given(typed.budget), () => ({ points: n(typed.budget), period: typed.budgetPeriod })),
    }),
    life: filled({
      pendingDays: maybe(given(typed.pendingDays), () => n(typed.pendingDays)),
      expiry: maybe(typed.expiry !== "program", () =>
        typed.expiry === "days"
          ? { kind: "days", days: n(typed.expiryNumber) }
          : typed.expiry === "months"
            ? { kind: "months", months: n(typed.expiryNumber) }
            : { kind: "date", lastDay: typed.expiryDay },
      ),
    }),
  };
}

export interface Wrong {
  field: keyof TypedRule;
  /** What to say of it, under `invalid`. */
  words: "name" | "times" | "number" | "precedence" | "dates" | "hours" | "group" | "date" | "monthDays";
}

const wrongPlaces: readonly (readonly [string, keyof TypedRule, Wrong["words"]])[] = [
  ["name", "name", "name"],
  ["gives.timesHundredths", "times", "times"],
  ["gives.perYen", "perYen", "number"],
  ["gives", "points", "number"],
  ["precedence", "precedence", "precedence"],
  ["when.untilDay", "untilDay", "dates"],
  ["when.fromDay", "untilDay", "dates"],
  ["when.hours", "hoursUntil", "hours"],
  ["when.monthDays", "monthDays", "monthDays"],
  ["when.minPieces", "minPieces", "number"],
  ["when", "minYen", "number"],
  ["stacking", "group", "group"],
  ["limits.perMember", "perMember", "number"],
  ["limits.timesPerMember", "timesLimit", "number"],
  ["limits.budget", "budget", "number"],
  ["limits", "perSale", "number"],
  ["life.expiry.lastDay", "expiryDay", "date"],
  ["life.expiry", "expiryNumber", "number"],
  ["life", "pendingDays", "number"],
];

/** Which field of the editor an issue of the rule's shape belongs to. */
export function wrongField(path: readonly PropertyKey[]): Wrong {
  const joined = path.join(".");
  const [, field, words] = wrongPlaces.find(([start]) => joined.startsWith(start)) ?? ["", "name", "name"];
  return { field, words };
}
