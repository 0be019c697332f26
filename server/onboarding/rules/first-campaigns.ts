import type { CampaignDefinitionInput } from "@/server/campaigns/input";
import { warrantyNoticePreset } from "@/server/campaigns/rules/preset";
import type { MailTexts } from "@/server/contents/input";
import type { FirstCampaign } from "../input";

type Texts = Record<"ja" | "en", MailTexts>;

const welcome: Texts = {
  ja: {
    subject: "【{{shop}}】会員登録ありがとうございます",
    preheader: "ポイントの使い方と、マイページのご案内です。",
    heading: "ようこそ、{{shop}}へ",
    body: [
      "このたびは{{shop}}の会員にご登録いただき、ありがとうございます。",
      "お買い物のたびにポイントがたまり、次のお買い物からお使いいただけます。マイページでは、会員証の表示、ポイントの確認、お買い物の履歴の確認ができます。",
    ],
    button: "マイページを開く",
  },
  en: {
    subject: "{{shop}}: welcome",
    preheader: "How to use your points, and what My Page shows.",
    heading: "Welcome to {{shop}}",
    body: [
      "Thank you for becoming a member of {{shop}}.",
      "Every purchase earns points for the next one. My Page shows your member card, your points and everything you have bought.",
    ],
    button: "Open My Page",
  },
};

const birthday: Texts = {
  ja: {
    subject: "【{{shop}}】お誕生日おめでとうございます",
    preheader: "{{shop}}から、お祝いのご挨拶です。",
    heading: "お誕生日おめでとうございます",
    body: [
      "{{name}}、お誕生日おめでとうございます。",
      "いつも{{shop}}をご利用いただき、ありがとうございます。これからの一年が、すてきな毎日になりますように。",
    ],
    button: "マイページを開く",
  },
  en: {
    subject: "{{shop}}: happy birthday",
    preheader: "Best wishes from {{shop}}.",
    heading: "Happy birthday",
    body: ["Happy birthday, {{name}}!", "Thank you for being with {{shop}}. We wish you a wonderful year."],
    button: "Open My Page",
  },
};

/** A mail to everybody, so many days after a date of theirs. */
const onADate = (fact: "joined" | "birthday", offsetDays: number, texts: Texts): CampaignDefinitionInput => ({
  target: { rule: { type: "everyone" } },
  offer: { showPoints: true, recommendations: 3 },
  timing: { kind: "date_of_fact", fact, offsetDays, atMinutes: 600, windowDays: 1, backlogDays: 0, validHours: 24 },
  channel: { kind: "mail" },
  contents: { template: "news", texts },
  holdoutPercent: 10,
  respectsQuietHours: true,
  isCapped: true,
  attributionDays: 14,
});

/** Campaigns a shop can begin with: complete, and running by themselves from the day they are launched. */
export const firstCampaignOf: Record<
  FirstCampaign,
  { name: Record<"ja" | "en", string>; definition: () => CampaignDefinitionInput }
> = {
  welcome: {
    name: { ja: "入会のお礼", en: "Welcome" },
    definition: () => onADate("joined", 1, welcome),
  },
  birthday: {
    name: { ja: "お誕生日のお祝い", en: "Birthday wishes" },
    definition: () => onADate("birthday", 0, birthday),
  },
  warranty: {
    name: { ja: "保証期限のご案内", en: "Warranty notice" },
    definition: () => warrantyNoticePreset(),
  },
};
