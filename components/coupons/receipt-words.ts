import type { useTranslations } from "next-intl";
import type { Formats } from "@/components/format/formats";

type Words = ReturnType<typeof useTranslations<"coupons">>;

export interface SaidReceiptRule {
  couponId: string;
  minimumYen: number | null;
  categoryId: string | null;
  storeIds: readonly string[];
  segmentId: string | null;
  historyKind: "bought" | "not_bought" | null;
  historyCategoryId: string | null;
  historyDays: number | null;
  againAfterDays: number | null;
}

/** A receipt's rule said back, sentence by sentence. `names` words the ids. */
export function receiptSentences(
  t: Words,
  formats: Formats,
  of: SaidReceiptRule,
  names: Readonly<Record<string, string>>,
): string[] {
  const name = (id: string) => names[id] ?? "…";
  const days = formats.number(of.historyDays ?? 0);
  const kind = of.historyKind === "bought" ? ("bought" as const) : ("notBought" as const);
  const says: (string | false)[] = [
    of.minimumYen !== null && t("receipt.says.minimum", { yen: formats.yen(of.minimumYen) }),
    of.categoryId !== null && t("receipt.says.category", { name: name(of.categoryId) }),
    of.storeIds.length > 0 && t("receipt.says.stores", { names: of.storeIds.map(name).join(t("says.between")) }),
    of.segmentId !== null && t("receipt.says.segment", { name: name(of.segmentId) }),
    of.historyKind !== null &&
      (of.historyCategoryId === null
        ? t(`receipt.says.${kind}Any`, { days })
        : t(`receipt.says.${kind}`, { days, name: name(of.historyCategoryId) })),
  ];
  const when = says.filter((sentence) => sentence !== false);
  return [
    t("receipt.says.base", { coupon: name(of.couponId) }),
    ...(when.length > 0 ? when : [t("receipt.says.everyone")]),
    ...(of.againAfterDays === null ? [] : [t("receipt.says.again", { days: formats.number(of.againAfterDays) })]),
  ];
}
