import type { z } from "zod";
import type { createRewardInput, RewardTexts } from "@/server/rewards/input";

/** What stands in the editor's fields: text as it was typed. */
export interface RewardValues {
  kind: "goods" | "coupon";
  titleJa: string;
  titleEn: string;
  noteJa: string;
  noteEn: string;
  price: string;
  value: string;
  couponId: string;
  pieces: string;
  mostPerMember: string;
  from: string;
  until: string;
  rankIds: string[];
  storeIds: string[];
  place: string;
  pictureId: string | null;
}

export interface RewardSeen {
  rewardId: string;
  revision: number;
  kind: "goods" | "coupon";
  texts: RewardTexts;
  pricePoints: number;
  valueYen: number;
  pictureId: string | null;
  couponId: string | null;
  mostPerMember: number | null;
  rankIds: string[];
  storeIds: string[];
  from: string | null;
  until: string | null;
  place: number;
  pieces: number | null;
  stoppedAt: Date | null;
}

export const emptyReward: RewardValues = {
  kind: "goods",
  titleJa: "",
  titleEn: "",
  noteJa: "",
  noteEn: "",
  price: "500",
  value: "500",
  couponId: "",
  pieces: "",
  mostPerMember: "",
  from: "",
  until: "",
  rankIds: [],
  storeIds: [],
  place: "100",
  pictureId: null,
};

const textOf = (value: number | null) => (value === null ? "" : String(value));
const numberOf = (text: string) => (text.trim() === "" ? null : Number(text));

export const rewardValues = (of: RewardSeen): RewardValues => ({
  kind: of.kind,
  titleJa: of.texts.title.ja,
  titleEn: of.texts.title.en,
  noteJa: of.texts.note.ja,
  noteEn: of.texts.note.en,
  price: String(of.pricePoints),
  value: String(of.valueYen),
  couponId: of.couponId ?? "",
  pieces: textOf(of.pieces),
  mostPerMember: textOf(of.mostPerMember),
  from: of.from ?? "",
  until: of.until ?? "",
  rankIds: of.rankIds,
  storeIds: of.storeIds,
  place: String(of.place),
  pictureId: of.pictureId,
});

/** The reward that the fields make. */
export const inputOf = (v: RewardValues): z.input<typeof createRewardInput> => ({
  kind: v.kind,
  texts: { title: { ja: v.titleJa, en: v.titleEn || v.titleJa }, note: { ja: v.noteJa, en: v.noteEn } },
  pricePoints: Number(v.price),
  valueYen: Number(v.value),
  couponId: v.kind === "coupon" ? v.couponId || null : null,
  pieces: numberOf(v.pieces),
  mostPerMember: numberOf(v.mostPerMember),
  from: v.from || null,
  until: v.until || null,
  pictureId: v.pictureId,
  rankIds: v.rankIds,
  // A coupon is handed over nowhere.
  storeIds: v.kind === "goods" ? v.storeIds : [],
  place: v.place.trim() === "" ? 100 : Number(v.place),
});
