import type { ProductFilter, PurchaseWhere, SegmentLeaf, SegmentRule, SegmentWhen } from "@/server/segments/input";
import { type Grammar, type Leaf, periodOf, type PhraseTools } from "./grammar";

export const english: Grammar = (rule, tools) => {
  if (rule.type === "everyone") return "All members";
  return `Members ${compose(rule, tools, 0)}`;
};

function compose(rule: SegmentRule, tools: PhraseTools, depth: number, isNot = false): string {
  if (rule.type === "not") return compose(rule.of, tools, depth, !isNot);
  if (rule.type !== "and" && rule.type !== "or") return clause(rule, tools, isNot);
  const text = listed(
    rule.of.map((child) => compose(child, tools, depth + 1)),
    rule.type,
  );
  if (isNot) return `who do not match (${text})`;
  return depth === 0 ? text : `(${text})`;
}

/** a, b and c */
const listed = (parts: string[], word: "and" | "or") =>
  parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} ${word} ${parts.at(-1)}`;

const quoted = (
  names: Record<string, string>,
  ids: string[] | undefined,
  unknown: string,
  wrap = (name: string) => `“${name}”`,
) => ids?.map((id) => (names[id] ? wrap(names[id]) : unknown)) ?? [];

function things(filter: ProductFilter, { names }: PhraseTools): string {
  const products = quoted(names.products, filter.productIds, "an unknown product");
  const categories = quoted(
    names.categories,
    filter.categoryIds,
    "an unknown category",
    (name) => `anything in “${name}”`,
  );
  return listed([...products, ...categories], "or");
}

const at = (ids: string[] | undefined, { names }: PhraseTools) =>
  ids
    ? ` at ${listed(
        quoted(names.stores, ids, "an unknown store", (n) => n),
        "or",
      )}`
    : "";

function during(when: SegmentWhen | undefined, tools: PhraseTools): string {
  if (!when) return "";
  const period = periodOf(when, tools);
  if (period.kind === "last")
    return period.days === 0 ? " today" : ` in the last ${plural(period.days, "day", period.count)}`;
  if (period.kind === "before")
    return period.days === 0 ? " before today" : ` more than ${plural(period.days, "day", period.count)} ago`;
  if (period.from && period.to)
    return period.from === period.to ? ` on ${period.from}` : ` from ${period.from} to ${period.to}`;
  return period.from ? ` since ${period.from}` : ` up to ${period.to}`;
}

const plural = (n: number, word: string, text: string) => `${text} ${word}${n === 1 ? "" : "s"}`;

interface Limits {
  atLeast?: number | undefined;
  atMost?: number | undefined;
}

function amount({ atLeast, atMost }: Limits, write: (n: number) => string): string {
  if (atLeast !== undefined && atMost !== undefined)
    return atLeast === atMost ? `exactly ${write(atLeast)}` : `${write(atLeast)} to ${write(atMost)}`;
  return atLeast === undefined ? `at most ${write(atMost ?? 0)}` : `at least ${write(atLeast)}`;
}

const genders = { female: "women", male: "men", other: "of another gender", unknown: "of unknown gender" };
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const be = (isNot: boolean) => (isNot ? "are not" : "are");
const past = (verb: string, base: string, isNot: boolean) => (isNot ? `did not ${base}` : verb);

function clause(leaf: SegmentLeaf, tools: PhraseTools, isNot: boolean): string {
  const number = (n: number) => tools.formats.number(n);
  const points = (n: number) => plural(n, "point", number(n));
  switch (leaf.type) {
    case "everyone":
      return isNot ? "who do not exist" : "of any kind";
    case "gender":
      return `who ${be(isNot)} ${listed(
        leaf.in.map((value) => genders[value]),
        "or",
      )}`;
    case "age":
      return `who ${be(isNot)} ${amount({ atLeast: leaf.from, atMost: leaf.to }, number)} years old`;
    case "birthday_month": {
      if (leaf.months)
        return `who were ${isNot ? "not " : ""}born in ${listed(
          leaf.months.map((month) => months[month - 1] ?? ""),
          "or",
        )}`;
      const ahead = leaf.monthsAhead ?? 0;
      return `whose birthday is ${isNot ? "not " : ""}${["this month", "next month"][ahead] ?? `${ahead} months from now`}`;
    }
    case "prefecture":
      return `who ${isNot ? "do not live" : "live"} in ${listed(leaf.in, "or")}`;
    case "joined":
      return `who ${past("joined", "join", isNot)}${at(leaf.storeIds, tools)}${during(leaf.period, tools)}`;
    case "locale":
      return `whose language is ${isNot ? "not " : ""}${leaf.is === "ja" ? "Japanese" : "English"}`;
    case "has_mail":
      return leaf.is === isNot ? "who have no e-mail address" : "who have an e-mail address";
    case "consent":
      return leaf.isGranted === isNot ? "who do not accept mail" : "who accept mail";
    case "purchases":
      return purchases(leaf, tools, isNot);
    case "first_purchase":
      return `who ${isNot ? "did not first buy" : "first bought"}${what(leaf.where, tools)}${during(leaf.period, tools)}`;
    case "last_purchase":
      return `who ${isNot ? "did not last buy" : "last bought"}${what(leaf.where, tools)}${during(leaf.period, tools)}`;
    case "warranty_days_left":
      return warranty(leaf, tools, isNot);
    case "points":
      return `who ${isNot ? "do not have" : "have"} ${amount(leaf, points)} ${leaf.bucket === "available" ? "to spend" : "pending"}`;
    case "points_expiring": {
      const when =
        leaf.withinDays === 0 ? "today" : `within ${plural(leaf.withinDays, "day", number(leaf.withinDays))}`;
      return `who ${isNot ? "do not have" : "have"} ${amount(leaf, points)} expiring ${when}`;
    }
    case "rank": {
      const ranks = leaf.in.map((id) => tools.names.ranks?.[id]?.en ?? "an unknown rank");
      return `whose rank is ${isNot ? "not " : ""}${listed(ranks, "or")}`;
    }
    case "next_rank":
      return `who are ${isNot ? "not " : ""}within ${number(leaf.missingAtMost)} of the next rank`;
    case "last_login":
      if (!leaf.period) return isNot ? "who have signed in before" : "who have never signed in";
      if ("lastDays" in leaf.period)
        return `who ${past("signed in", "sign in", isNot)}${during(leaf.period, tools).replace(" in the last", " within the last")}`;
      return `who ${past("last signed in", "last sign in", isNot)}${during(leaf.period, tools)}`;
  }
}

const what = (where: PurchaseWhere | undefined, tools: PhraseTools) => {
  const named = where ? things(where, tools) : "";
  return `${named ? ` ${named}` : ""}${at(where?.storeIds, tools)}`;
};

function purchases(leaf: Leaf<"purchases">, tools: PhraseTools, isNot: boolean): string {
  const { number, yen } = tools.formats;
  const named = leaf.where ? things(leaf.where, tools) : "";
  const where = `${at(leaf.where?.storeIds, tools)}${during(leaf.where?.period, tools)}`;
  const isAny = leaf.atLeast === 1 && leaf.atMost === undefined && leaf.measure !== "yen";
  if (isAny || leaf.atMost === 0)
    return `who ${past("bought", "buy", isAny ? isNot : !isNot)} ${named || "anything"}${where}`;
  if (leaf.measure === "yen")
    return `who ${past("spent", "spend", isNot)} ${amount(leaf, (n) => yen(n))}${named ? ` on ${named}` : ""}${where}`;
  if (leaf.measure === "pieces")
    return `who ${past("bought", "buy", isNot)} ${amount(leaf, (n) => plural(n, "piece", number(n)))}${named ? ` of ${named}` : ""}${where}`;
  return `who ${past("bought", "buy", isNot)} ${named ? `${named} ` : ""}${amount(leaf, (n) => plural(n, "time", number(n)))}${where}`;
}

function warranty(leaf: Leaf<"warranty_days_left">, tools: PhraseTools, isNot: boolean): string {
  const count = (days: number) => plural(Math.abs(days), "day", tools.formats.number(Math.abs(days)));
  const day = (days: number) => (days === 0 ? "today" : days > 0 ? `${count(days)} from now` : `${count(days)} ago`);
  const named = things(leaf, tools);
  const stem = `whose warranty${named ? ` of ${named}` : ""}`;
  const range = leaf.from === leaf.to ? day(leaf.to) : `between ${day(leaf.from)} and ${day(leaf.to)}`;
  if (leaf.to < 0)
    return `${stem} ${past("ended", "end", isNot)} ${leaf.to === -1 && leaf.from < -1 ? `in the last ${count(leaf.from)}` : range}`;
  return `${stem} ${isNot ? "does not end" : "ends"} ${leaf.from === 0 && leaf.to > 0 ? `within ${count(leaf.to)}` : range}`;
}
