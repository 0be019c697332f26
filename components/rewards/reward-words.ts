import type { useTranslations } from "next-intl";
import type { Formats } from "@/components/format/formats";
import type { RewardFields } from "@/server/rewards/input";

type Words = ReturnType<typeof useTranslations<"rewards">>;
type Said = Pick<
  RewardFields,
  "kind" | "pricePoints" | "storeIds" | "rankIds" | "mostPerMember" | "from" | "until" | "couponId"
> & { pieces: number | null };

/** A reward said back, sentence by sentence, in the order in which a customer asks. `names` words the ids. */
export function rewardSentences(
  t: Words,
  formats: Formats,
  of: Said,
  names: Readonly<Record<string, string>>,
): string[] {
  const list = (ids: readonly string[]) => ids.map((id) => names[id] ?? "…").join(t("says.between"));
  const points = formats.number(of.pricePoints);
  const days =
    of.from !== null && of.until !== null
      ? t("says.fromUntil", { from: formats.date(of.from), until: formats.date(of.until) })
      : of.from !== null
        ? t("says.from", { from: formats.date(of.from) })
        : of.until !== null && t("says.until", { until: formats.date(of.until) });
  const says: (string | false)[] = [
    of.kind === "goods"
      ? t("says.goods", { points })
      : t("says.coupon", { points, coupon: names[of.couponId ?? ""] ?? "…" }),
    of.kind === "goods" &&
      (of.storeIds.length > 0 ? t("says.stores", { names: list(of.storeIds) }) : t("says.everyStore")),
    of.rankIds.length > 0 && t("says.ranks", { names: list(of.rankIds) }),
    days,
    of.mostPerMember !== null && t("says.perMember", { n: formats.number(of.mostPerMember) }),
    of.pieces !== null && t("says.pieces", { n: formats.number(of.pieces) }),
  ];
  return says.filter((sentence) => sentence !== false);
}
