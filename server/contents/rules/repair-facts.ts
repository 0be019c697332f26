import type { Formats } from "@/components/format/formats";
import type { MailInputs, MailLocale } from "../input";

const labels = {
  ja: {
    no: "受付番号",
    total: "お見積もり金額（税込）",
    until: "お返事の期限",
    received: "受付日",
    ready: "修理完了日",
    done: "お渡し日",
    refused: "ご連絡日",
    reason: "理由",
    store: "お持ち込み先",
    back: "お受け取り場所",
    pickUp: "お引き取り日",
  },
  en: {
    no: "Receipt number",
    total: "Estimate (tax included)",
    until: "Please answer by",
    received: "Received on",
    ready: "Finished on",
    done: "Handed back on",
    refused: "Date",
    reason: "Reason",
    store: "Bring it to",
    back: "Collect it at",
    pickUp: "We collect it on",
  },
};

/** What stands in the card of a repair's mail: names and values that can be read as they are, the number first. */
export function repairFacts(
  repair: NonNullable<MailInputs["repair"]>,
  locale: MailLocale,
  f: Formats,
): { label: string; value: string }[] {
  const words = labels[locale];
  const { step } = repair;
  const fact = (label: string, value: string | null) => (value === null ? [] : [{ label, value }]);
  const place = step === "received" ? words.store : words.back;
  return [
    { label: words.no, value: repair.receiptNo },
    ...(step === "quoted"
      ? [
          ...fact(words.total, repair.totalYen === null ? null : f.yen(repair.totalYen)),
          ...fact(words.until, repair.validUntil && f.date(repair.validUntil)),
        ]
      : fact(words[step], f.date(repair.on))),
    ...(step === "refused" ? fact(words.reason, repair.reason) : []),
    ...(step === "received" || step === "ready" ? fact(place, repair.storeName) : []),
    ...(step === "received" ? fact(words.pickUp, repair.pickUpOn && f.date(repair.pickUpOn)) : []),
  ];
}
