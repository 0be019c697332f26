import type { ProductFilter, SegmentLeaf, SegmentRule, SegmentWhen } from "@/server/segments/input";
import { type Grammar, type Leaf, periodOf, type PhraseTools } from "./grammar";

/** One clause in the three shapes it can take: before 会員 (連体), before 、 (連用), at the end inside brackets (終止). */
interface Clause {
  end: string;
  join: string;
  say: string;
}

const clause = (end: string, join: string, say = end): Clause => ({ end, join, say });
/** 「女性」の類: 女性の、女性で、女性である。 */
const noun = (text: string, isNot: boolean) =>
  isNot ? clause(`${text}でない`, `${text}でなく`) : clause(`${text}の`, `${text}で`, `${text}である`);
/** した・していない */
const did = (text: string, isNot: boolean) =>
  isNot ? clause(`${text}していない`, `${text}しておらず`) : clause(`${text}した`, `${text}し`);
/** している・していない（「され」「し」で終わる語につく） */
const isDoing = (text: string, isNot: boolean) =>
  isNot ? clause(`${text}ていない`, `${text}ておらず`) : clause(`${text}ている`, `${text}ていて`);

export const japanese: Grammar = (rule, tools) => `${compose(rule, tools, 0).end}会員`;

function compose(rule: SegmentRule, tools: PhraseTools, depth: number, isNot = false): Clause {
  if (rule.type === "not") return compose(rule.of, tools, depth, !isNot);
  if (rule.type !== "and" && rule.type !== "or") return leafClause(rule, tools, isNot);
  const parts = rule.of.map((child) => compose(child, tools, depth + 1));
  const last = parts.at(-1) ?? clause("", "");
  const before = parts.slice(0, -1);
  const chain = (form: keyof Clause) =>
    rule.type === "and"
      ? before.map((part) => `${part.join}、`).join("") + last[form]
      : before.map((part) => `${form === "end" ? part.end : part.say}、または`).join("") + last[form];
  if (depth === 0 && !isNot) return clause(chain("end"), chain("join"), chain("say"));
  const [opening, closing] = depth <= 1 ? ["「", "」"] : ["（", "）"];
  const group = `${opening}${chain("say")}${closing}に当てはま`;
  return isNot ? clause(`${group}らない`, `${group}らず`) : clause(`${group}る`, `${group}り`);
}

const listed = (names: string[]) => names.join("・");
const nameOf = (names: Record<string, string>, id: string, unknown: string) =>
  names[id] ? `『${names[id]}』` : unknown;
const storesIn = (ids: string[] | undefined, { names }: PhraseTools) =>
  ids ? `${listed(ids.map((id) => names.stores[id] ?? "不明な店舗"))}で` : "";

function things(filter: ProductFilter, { names }: PhraseTools): string {
  const products = filter.productIds?.map((id) => nameOf(names.products, id, "不明な商品"));
  const categories = filter.categoryIds?.map((id) => nameOf(names.categories, id, "不明なカテゴリ"));
  return [products && listed(products), categories && `カテゴリ${listed(categories)}の商品`]
    .filter(Boolean)
    .join("または");
}

/** いつ（副詞）: 過去30日間に */
function during(when: SegmentWhen | undefined, tools: PhraseTools): string {
  if (!when) return "";
  const period = periodOf(when, tools);
  return period.kind === "last" && period.days === 0 ? "今日" : `${span(when, tools)}に`;
}

/** いつ（名詞）: 過去30日間 */
function span(when: SegmentWhen, tools: PhraseTools): string {
  const period = periodOf(when, tools);
  if (period.kind === "last") return period.days === 0 ? "今日" : `過去${period.count}日間`;
  if (period.kind === "before") return period.days === 0 ? "昨日以前" : `${period.count}日より前`;
  if (period.from && period.to) return period.from === period.to ? period.from : `${period.from}から${period.to}まで`;
  return period.from ? `${period.from}以降` : `${period.to}以前`;
}

function amount(
  leaf: { atLeast?: number | undefined; atMost?: number | undefined },
  unit: string,
  { formats }: PhraseTools,
): string {
  const [least, most] = [leaf.atLeast, leaf.atMost].map((n) => (n === undefined ? undefined : formats.number(n)));
  if (least !== undefined && most !== undefined) return least === most ? `${least}${unit}` : `${least}〜${most}${unit}`;
  return least === undefined ? `${most}${unit}以下` : `${least}${unit}以上`;
}

const genders = { female: "女性", male: "男性", other: "その他の性別", unknown: "性別が未登録" };
const units = { times: "回", pieces: "点", yen: "円" };
const measured = { times: "回数", pieces: "点数", yen: "金額" };

function leafClause(leaf: SegmentLeaf, tools: PhraseTools, isNot: boolean): Clause {
  switch (leaf.type) {
    case "everyone":
      return isNot
        ? clause("該当者のいない", "該当者がおらず", "該当者がいない")
        : clause("すべての", "すべての会員で", "すべての会員である");
    case "gender":
      return noun(leaf.in.map((value) => genders[value]).join("または"), isNot);
    case "age":
      return noun(amount({ atLeast: leaf.from, atMost: leaf.to }, "歳", tools), isNot);
    case "birthday_month": {
      if (leaf.months) return noun(`誕生月が${listed(leaf.months.map((month) => `${month}月`))}`, isNot);
      const ahead = leaf.monthsAhead ?? 0;
      return noun(`${["今月", "来月", "再来月"][ahead] ?? `${ahead}か月後`}が誕生月`, isNot);
    }
    case "prefecture":
      return noun(`${listed(leaf.in)}にお住まい`, isNot);
    case "joined":
      return did(`${during(leaf.period, tools)}${storesIn(leaf.storeIds, tools)}入会`, isNot);
    case "locale":
      return noun(`表示言語が${leaf.is === "ja" ? "日本語" : "英語"}`, isNot);
    case "has_mail":
      return isDoing("メールアドレスが登録され", leaf.is === isNot);
    case "consent":
      return isDoing("メールの受信を許可し", leaf.isGranted === isNot);
    case "purchases":
      return purchases(leaf, tools, isNot);
    case "first_purchase":
      return did(`${during(leaf.period, tools)}${bought(leaf.where, tools)}初めて購入`, isNot);
    case "last_purchase": {
      const what = bought(leaf.where, tools);
      return noun(`${what ? `最後に${what}購入したの` : "最後の購入"}が${span(leaf.period, tools)}`, isNot);
    }
    case "warranty_days_left":
      return warranty(leaf, tools, isNot);
    case "points":
      return noun(
        `${leaf.bucket === "available" ? "利用できるポイント" : "仮ポイント"}が${amount(leaf, "ポイント", tools)}`,
        isNot,
      );
    case "points_expiring": {
      const when = leaf.withinDays === 0 ? "今日" : `${tools.formats.number(leaf.withinDays)}日以内に`;
      const what = `${when}失効するポイントが${amount(leaf, "ポイント", tools)}`;
      return isNot ? clause(`${what}ない`, `${what}なく`) : clause(`${what}ある`, `${what}あり`);
    }
    case "rank":
      return noun(`ランクが${listed(leaf.in.map((id) => tools.names.ranks?.[id]?.ja ?? "不明なランク"))}`, isNot);
    case "next_rank":
      return noun(`次のランクまであと${tools.formats.number(leaf.missingAtMost)}以内`, isNot);
    case "last_login":
      if (!leaf.period)
        return isNot ? clause("ログインしたことがある", "ログインしたことがあり") : isDoing("一度もログインし", true);
      if ("lastDays" in leaf.period) return did(`${during(leaf.period, tools)}ログイン`, isNot);
      return noun(`最後のログインが${span(leaf.period, tools)}`, isNot);
  }
}

function bought(where: (ProductFilter & { storeIds?: string[] | undefined }) | undefined, tools: PhraseTools): string {
  const what = where ? things(where, tools) : "";
  return `${storesIn(where?.storeIds, tools)}${what ? `${what}を` : ""}`;
}

function purchases(leaf: Leaf<"purchases">, tools: PhraseTools, isNot: boolean): Clause {
  const what = `${during(leaf.where?.period, tools)}${bought(leaf.where, tools)}`;
  if (leaf.atMost === 0) return did(`${what}購入`, !isNot);
  if (leaf.atLeast === 1 && leaf.atMost === undefined && leaf.measure !== "yen") return did(`${what}購入`, isNot);
  const howMuch = amount(leaf, units[leaf.measure], tools);
  if (leaf.atLeast === undefined) return noun(`${what}購入した${measured[leaf.measure]}が${howMuch}`, isNot);
  return did(`${what}${leaf.measure === "times" ? "" : "合計"}${howMuch}購入`, isNot);
}

function warranty(leaf: Leaf<"warranty_days_left">, tools: PhraseTools, isNot: boolean): Clause {
  const what = things(leaf, tools);
  const day = (days: number) =>
    days === 0 ? "今日" : `${tools.formats.number(Math.abs(days))}日${days > 0 ? "後" : "前"}`;
  const stem = `${what ? `${what}の` : ""}保証が`;
  if (leaf.to < 0) {
    const when =
      leaf.to === -1
        ? `過去${tools.formats.number(-leaf.from)}日以内に`
        : leaf.from === leaf.to
          ? `${day(leaf.from)}に`
          : `${day(leaf.from)}から${day(leaf.to)}までに`;
    return isNot
      ? clause(`${stem}${when}切れていない`, `${stem}${when}切れておらず`)
      : clause(`${stem}${when}切れた`, `${stem}${when}切れ`);
  }
  const when =
    leaf.from === leaf.to
      ? leaf.to === 0
        ? "今日"
        : `${day(leaf.to)}に`
      : leaf.from === 0
        ? `${tools.formats.number(leaf.to)}日以内に`
        : `${day(leaf.from)}から${day(leaf.to)}までに`;
  return isNot
    ? clause(`${stem}${when}切れない`, `${stem}${when}切れず`)
    : clause(`${stem}${when}切れる`, `${stem}${when}切れ`);
}
