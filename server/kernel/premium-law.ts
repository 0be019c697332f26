// 景品表示法 (不当景品類及び不当表示防止法): what a shop may give away beside its goods. Pure and safe for the browser: the editors of coupons,
// rewards and earn rules say with it, while one types, what the law makes of a plan. It informs; it is no legal advice.
//
// Read: 景品表示法 第2条第3項, 第4条; 昭和37年公正取引委員会告示第3号 (定義告示) 第1項ただし書;
// 昭和52年公正取引委員会告示第5号 (総付景品告示) 第1項, 第2項; 昭和52年公正取引委員会告示第3号 (懸賞景品告示) 第2項, 第3項;
// 「景品類等の指定の告示の運用基準について」第6項 (値引き).

/** What the customer gets. `lottery`: by chance or by being better than others. */
export type Giveaway =
  /** Money off, percent off, points or vouchers that are only taken off the shop's own prices, now or later. */
  | { kind: "discount"; yen: number }
  /** More of the very same goods for the same price. */
  | { kind: "more_of_same"; yen: number }
  /** Something else: goods, a service, a ticket; also points or coupons that are exchanged for goods. */
  | { kind: "goods"; yen: number }
  /** Vouchers and points that can be used at other shops as well, on the same terms: they count as means of payment given away. */
  | { kind: "voucher_elsewhere"; yen: number };

export interface PremiumPlan {
  giveaway: Giveaway;
  /** Who gets it: everybody who fulfils the condition (総付), or some by chance or merit (懸賞). */
  way: "all" | "lottery";
  /** The price of what must be bought to get it, tax included; null where nothing needs to be bought. */
  transactionYen: number | null;
  /** For a lottery: what is sold, tax included, in the time of the lottery, as expected. */
  expectedSalesYen?: number;
  /** For a lottery: the worth of all prizes together. */
  allPrizesYen?: number;
  /** Whether the customer can choose between money off and goods with the same points. */
  isChoiceOfGoods?: boolean;
}

export type PremiumClass = "discount" | "same_goods" | "premium_for_all" | "premium_by_lottery" | "no_transaction";
export type PremiumVerdict = "free" | "within" | "above" | "unclear";

export interface PremiumJudgement {
  verdict: PremiumVerdict;
  class: PremiumClass;
  /** The most that may be given, in yen; null where the law sets no limit. */
  limitYen: number | null;
  givenYen: number;
  /** The price that the limit is reckoned from. */
  basisYen: number | null;
  /** The sentence to show, in both languages. */
  words: { ja: string; en: string };
  /** The article and notice it rests on. */
  source: { ja: string; en: string };
}

const sources = {
  discount: {
    ja: "定義告示（昭和37年公取委告示第3号）第1項ただし書、運用基準 6（値引と認められる経済上の利益）",
    en: "Definition notice (JFTC Notice No. 3 of 1962), item 1 proviso; operation standards 6 (discounts)",
  },
  all: {
    ja: "景品表示法第4条、総付景品告示（昭和52年公取委告示第5号）第1項",
    en: "Premiums and Representations Act art. 4; Notice No. 5 of 1977 (premiums for all), item 1",
  },
  lottery: {
    ja: "景品表示法第4条、懸賞景品告示（昭和52年公取委告示第3号）第2項・第3項",
    en: "Premiums and Representations Act art. 4; Notice No. 3 of 1977 (lotteries), items 2 and 3",
  },
  open: {
    ja: "景品表示法第2条第3項（取引に付随しない提供は景品類に当たらない）",
    en: "Premiums and Representations Act art. 2 (3): what is not tied to a purchase is no premium",
  },
};

/** 総付: up to 200 yen below 1,000 yen, 20 percent from 1,000 yen on (fractions of a yen are the shop's loss). */
export const limitForAll = (transactionYen: number): number =>
  transactionYen < 1_000 ? 200 : Math.floor(transactionYen / 5);

/** 一般懸賞: twenty times the price below 5,000 yen, 100,000 yen from there on. */
export const limitOfPrize = (transactionYen: number): number =>
  transactionYen < 5_000 ? transactionYen * 20 : 100_000;

/** 一般懸賞: all prizes together at most 2 percent of the expected sales. */
export const limitOfPrizes = (expectedSalesYen: number): number => Math.floor(expectedSalesYen / 50);

/**
 * The least price that a customer must pay for a plan: what has to be bought, or the cheapest usual purchase; where neither is known the
 * authority takes 100 yen (総付運用基準 1(2)).
 */
export const basisYen = (minimumYen: number | null, cheapestUsualYen: number | null): number =>
  minimumYen ?? cheapestUsualYen ?? 100;

const yen = (amount: number) => amount.toLocaleString("en-US");

/** What the law makes of a plan. */
export function judgePremium(plan: PremiumPlan): PremiumJudgement {
  const { giveaway, way, transactionYen } = plan;
  const given = { givenYen: giveaway.yen, basisYen: transactionYen };
  if (giveaway.kind === "discount" && way === "all" && !plan.isChoiceOfGoods)
    return {
      ...given,
      verdict: "free",
      class: "discount",
      limitYen: null,
      words: {
        ja: "自社の商品・サービスの代金から差し引く値引は「景品類」に当たらず、上限はありません。",
        en: "Money off the shop's own goods and services is a discount, not a premium: there is no limit.",
      },
      source: sources.discount,
    };
  if (giveaway.kind === "more_of_same" && way === "all")
    return {
      ...given,
      verdict: "free",
      class: "same_goods",
      limitYen: null,
      words: {
        ja: "同じ商品を同じ価格で多く渡すのは値引と同じ扱いで、「景品類」に当たりません（別の商品を付けると総付景品になります）。",
        en: "More of the same goods for the same price counts as a discount. Other goods would be a premium.",
      },
      source: sources.discount,
    };
  if (way === "lottery") return judgeLottery(plan, given);
  if (transactionYen === null)
    return {
      ...given,
      verdict: "free",
      class: "no_transaction",
      limitYen: null,
      words: {
        ja: "購入も来店も条件にしない提供は、取引に付随しないため「景品類」に当たりません。来店を条件にすると総付景品（100円の取引とみなし、200円まで）になります。",
        en: "Given without a purchase or a visit it is no premium. Tied to a visit it is one for all (a purchase of 100 yen is assumed: at most 200 yen).",
      },
      source: sources.open,
    };
  const limitYen = limitForAll(transactionYen);
  const isWithin = giveaway.yen <= limitYen;
  const why = {
    ja:
      giveaway.kind === "discount"
        ? "値引と品物を選べるポイント・クーポンは、全体が「景品類」（総付景品）として扱われます。"
        : giveaway.kind === "voucher_elsewhere"
          ? "他店でも使えるものは値引に当たらず、総付景品として扱われます（自他共通割引券は総付景品告示第2項の例外）。"
          : "品物や別のサービスとの引き換えは値引に当たらず、総付景品として扱われます。",
    en:
      giveaway.kind === "discount"
        ? "Points or coupons that can be money off or goods are treated as a premium as a whole."
        : giveaway.kind === "voucher_elsewhere"
          ? "What can be used at other shops is no discount but a premium for all (vouchers usable at both alike are excepted, item 2)."
          : "Goods or another service in exchange are no discount but a premium for all.",
  };
  const rule =
    transactionYen < 1_000
      ? { ja: "取引の価額が1,000円未満なので上限は200円", en: "the purchase is below 1,000 yen, so at most 200 yen" }
      : {
          ja: `取引の価額${yen(transactionYen)}円の20%で上限は${yen(limitYen)}円`,
          en: `20 % of a purchase of ${yen(transactionYen)} yen, so at most ${yen(limitYen)} yen`,
        };
  return {
    ...given,
    verdict: isWithin ? "within" : "above",
    class: "premium_for_all",
    limitYen,
    words: {
      ja: `${why.ja}${rule.ja}、この内容は${yen(giveaway.yen)}円相当で${isWithin ? "範囲内です" : "上限を超えています"}。`,
      en: `${why.en} The limit: ${rule.en}. This one is worth ${yen(giveaway.yen)} yen: ${isWithin ? "within it" : "above it"}.`,
    },
    source: sources.all,
  };
}

function judgeLottery(
  { giveaway, transactionYen, expectedSalesYen, allPrizesYen }: PremiumPlan,
  given: { givenYen: number; basisYen: number | null },
): PremiumJudgement {
  if (transactionYen === null)
    return {
      ...given,
      verdict: "free",
      class: "no_transaction",
      limitYen: null,
      words: {
        ja: "購入を条件にしない抽選（オープン懸賞）には、上限がありません。",
        en: "A lottery that asks for no purchase has no limit.",
      },
      source: sources.open,
    };
  const limitYen = limitOfPrize(transactionYen);
  const isPrizeWithin = giveaway.yen <= limitYen;
  const isSumKnown = expectedSalesYen !== undefined && allPrizesYen !== undefined;
  const isSumWithin = !isSumKnown || allPrizesYen <= limitOfPrizes(expectedSalesYen);
  const verdict = !isPrizeWithin || !isSumWithin ? "above" : isSumKnown ? "within" : "unclear";
  const sum = isSumKnown
    ? {
        ja: `賞品の総額は売上予定の2%（${yen(limitOfPrizes(expectedSalesYen))}円）まで、この内容は${yen(allPrizesYen)}円`,
        en: `all prizes at most 2 % of the expected sales (${yen(limitOfPrizes(expectedSalesYen))} yen), here ${yen(allPrizesYen)} yen`,
      }
    : {
        ja: "賞品の総額が売上予定の2%以内であることもご確認ください",
        en: "all prizes together must stay within 2 % of the expected sales",
      };
  return {
    ...given,
    verdict,
    class: "premium_by_lottery",
    limitYen,
    words: {
      ja: `一般懸賞の上限は取引の価額の20倍（5,000円以上は10万円）で${yen(limitYen)}円、この賞品は${yen(giveaway.yen)}円相当です。${sum.ja}。`,
      en: `A prize may be worth 20 times the purchase (100,000 yen from 5,000 yen on): ${yen(limitYen)} yen; this one is ${yen(giveaway.yen)} yen. Also: ${sum.en}.`,
    },
    source: sources.lottery,
  };
}
