import type { useTranslations } from "next-intl";
import type { Formats } from "@/components/format/formats";
import type { CouponDefinition } from "@/server/coupons/input";

type Words = ReturnType<typeof useTranslations<"coupons">>;
type Names = Readonly<Record<string, string>>;

/** 200 -> '2', 150 -> '1.5'. */
const timesOf = (percent: number, formats: Formats) => formats.number(percent / 100);
const clockOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** What it gives, in a few words: '500円引き'. */
export function benefitWords(t: Words, formats: Formats, { benefit }: Pick<CouponDefinition, "benefit">, names: Names) {
  if (benefit.kind === "amount") return t("benefit.amount", { yen: formats.yen(benefit.yen) });
  if (benefit.kind === "gift")
    return t("benefit.gift", { product: names[benefit.productId] ?? t("kinds.gift"), pieces: benefit.pieces });
  if (benefit.kind === "points") return t("benefit.points", { times: timesOf(benefit.percent, formats) });
  return benefit.mostYen === null
    ? t("benefit.percent", { percent: benefit.percent })
    : t("benefit.percentMost", { percent: benefit.percent, yen: formats.yen(benefit.mostYen) });
}

function benefitSentence(t: Words, formats: Formats, { benefit }: CouponDefinition, names: Names): string {
  if (benefit.kind === "amount") return t("says.amount", { yen: formats.yen(benefit.yen) });
  if (benefit.kind === "gift")
    return t("says.gift", { product: names[benefit.productId] ?? t("kinds.gift"), pieces: benefit.pieces });
  if (benefit.kind === "points") return t("says.points", { times: timesOf(benefit.percent, formats) });
  const rounding = t(`rounding.${benefit.rounding}`);
  return benefit.mostYen === null
    ? t("says.percent", { percent: benefit.percent, rounding })
    : t("says.percentMost", { percent: benefit.percent, rounding, yen: formats.yen(benefit.mostYen) });
}

function validityWords(t: Words, formats: Formats, { validity }: CouponDefinition): string {
  const { from, until, days } = validity;
  if (days !== null)
    return until === null ? t("says.days", { days }) : t("says.daysUntil", { days, until: formats.date(until) });
  if (until === null) return "";
  return from === null
    ? t("says.until", { until: formats.date(until) })
    : t("says.fromUntil", { from: formats.date(from), until: formats.date(until) });
}

function hoursSentence(t: Words, hours: CouponDefinition["hours"]): string {
  if (hours === null) return "";
  const days = hours.weekdays.map((day) => t(`weekdays.w${day}` as "weekdays.w0")).join(t("says.between"));
  const clock = { from: clockOf(hours.fromMinutes), to: clockOf(hours.toMinutes) };
  if (hours.weekdays.length === 7) return t("says.hoursDaily", clock);
  const isWholeDay = hours.fromMinutes === 0 && hours.toMinutes === 1_440;
  return isWholeDay ? t("says.wholeDays", { days }) : t("says.hours", { days, ...clock });
}

/** The coupon said back, sentence by sentence, in the order in which a customer asks. `names` words the ids. */
export function couponSentences(
  t: Words,
  formats: Formats,
  of: CouponDefinition,
  names: Names,
  reader: "customer" | "staff" = "customer",
): string[] {
  const { target, minimum, storeIds, channels, rankIds, hours, limits, stacking, excludes } = of;
  const list = (ids: readonly string[]) => ids.map((id) => names[id] ?? "…").join(t("says.between"));
  const only = [...target.categoryIds, ...target.productIds];
  const except = [...target.notCategoryIds, ...target.notProductIds];
  const says: (string | false)[] = [
    // What is shown and torn is said by its title: its yen are only what it costs the shop.
    of.use !== "tear" && benefitSentence(t, formats, of, names),
    of.use !== "tear" &&
      of.benefit.kind !== "gift" &&
      (only.length > 0 ? t("says.only", { names: list(only) }) : t("says.whole")),
    except.length > 0 && t("says.not", { names: list(except) }),
    minimum !== null &&
      t(minimum.of === "basket" ? "says.minimumBasket" : "says.minimumTarget", { yen: formats.yen(minimum.yen) }),
    storeIds.length > 0 && t("says.stores", { names: list(storeIds) }),
    channels.length === 1 &&
      t("says.channel", { names: channels.map((one) => t(`channels.${one}`)).join(t("says.between")) }),
    rankIds.length > 0 &&
      (rankIds.every((id) => names[id]) ? t("says.ranksNamed", { names: list(rankIds) }) : t("says.ranks")),
    validityWords(t, formats, of),
    hoursSentence(t, hours),
    limits.perHeld > 1 && t("says.limitHeld", { n: formats.number(limits.perHeld) }),
    limits.perMember !== null && t("says.limitMember", { n: formats.number(limits.perMember) }),
    limits.perMemberPerDay !== null && t("says.limitMemberDay", { n: formats.number(limits.perMemberPerDay) }),
    limits.total !== null && t("says.limitTotal", { n: formats.number(limits.total) }),
    limits.perDay !== null && t("says.limitDay", { n: formats.number(limits.perDay) }),
    limits.issued !== null && t("says.limitIssued", { n: formats.number(limits.issued) }),
    stacking.kind === "group" ? t("says.group", { group: stacking.group }) : t(`says.${stacking.kind}`),
    excludes.length > 0 && t("says.excludes", { names: list(excludes) }),
    t(`says.${of.use}`),
    !of.isForMembers && t("says.guests"),
    of.isGivenOnJoining && t("says.joining"),
    reader === "staff" && of.place !== 100 && t("says.place", { place: formats.number(of.place) }),
  ];
  return says.filter((sentence) => sentence !== false && sentence !== "") as string[];
}
