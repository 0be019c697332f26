import { makeFormats } from "@/components/format/formats";
import en from "@/components/messages/en/pos.json";
import ja from "@/components/messages/ja/pos.json";

export interface ReceiptFacts {
  memberNo: string;
  spent?: number;
  /** Of them, points of the family. */
  family?: number;
  earned?: number;
  takenBack?: number;
  restored?: number;
  available: number;
  pending: number;
  nextExpiry: { lastDay: string; points: number } | null;
}

/** Lines for the foot of a receipt without a card, above the QR code with which its points are had afterwards. */
export function claimText(
  language: "ja" | "en",
  timeZone: string,
  { receiptNo, lastDay }: { receiptNo: string; lastDay: string },
): string[] {
  const [words, formats] = [(language === "en" ? en : ja).receipt, makeFormats(language, timeZone)];
  return [
    words.claim,
    words.claimUntil.replace("{day}", formats.date(lastDay)),
    words.number.replace("{n}", receiptNo),
  ];
}

/** Lines for the foot of a receipt; of the card only the last four characters. Lines about nothing are left out. */
export function receiptText(language: "ja" | "en", timeZone: string, facts: ReceiptFacts): string[] {
  const [words, formats] = [(language === "en" ? en : ja).receipt, makeFormats(language, timeZone)];
  const say = (name: Exclude<keyof typeof words, "claim" | "claimUntil" | "number">, n: string, day = "") =>
    words[name].replace("{n}", n).replace("{day}", day);
  const some = (name: "spent" | "family" | "earned" | "takenBack" | "restored" | "pending") =>
    facts[name] ? [say(name, formats.number(facts[name]))] : [];
  const { memberNo, available, nextExpiry } = facts;
  return [
    say("memberNo", memberNo.slice(-4).padStart(memberNo.length, "*")),
    ...some("spent"),
    ...some("family"),
    ...(facts.earned === undefined ? [] : [say("earned", formats.number(facts.earned))]),
    ...some("takenBack"),
    ...some("restored"),
    say("available", formats.number(available)),
    ...some("pending"),
    ...(nextExpiry ? [say("expires", formats.number(nextExpiry.points), formats.date(nextExpiry.lastDay))] : []),
  ];
}
