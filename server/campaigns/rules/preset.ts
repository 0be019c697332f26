import { defaultContent } from "@/server/contents/rules/default-content";
import type { CampaignDefinitionInput, CampaignTiming } from "../input";

type Texts = CampaignDefinitionInput["contents"]["texts"];

export interface PresetOptions {
  texts?: Texts;
  /** Days before the last day of the warranty. */
  daysBefore?: number;
  /** Local minutes of the day at which notices are found and sent. */
  atMinutes?: number;
  holdoutPercent?: number;
  respectsQuietHours?: boolean;
}

/**
 * The warranty notice: to everyone whose warranty is about to end, with their points and three items for them, once per
 * product and last day; the first run also takes those whose warranty ends sooner than that. The words are those a shop
 * starts with unless others are given.
 */
export function warrantyNoticePreset(
  options: PresetOptions = {},
): CampaignDefinitionInput & { timing: CampaignTiming } {
  const daysBefore = options.daysBefore ?? 30;
  return {
    target: { rule: { type: "warranty_days_left", from: 0, to: daysBefore } },
    offer: { showPoints: true, recommendations: 3 },
    timing: {
      kind: "date_of_fact",
      fact: "warranty_end",
      offsetDays: -daysBefore,
      atMinutes: options.atMinutes ?? 600,
      windowDays: Math.min(3, daysBefore),
      backlogDays: daysBefore,
      validHours: 24,
    },
    channel: { kind: "mail" },
    contents: { template: "warranty-notice", texts: options.texts ?? defaultContent("warranty-notice").texts },
    holdoutPercent: options.holdoutPercent ?? 10,
    respectsQuietHours: options.respectsQuietHours ?? true,
    isCapped: true,
    attributionDays: 14,
  };
}

/** When members are told that points of theirs will go, in days before the last day on which they can be used. */
export const pointsNoticeDays = [30, 7, 1] as const;

const pointsNotice: Texts = {
  ja: {
    subject: "【{{shop}}】まもなく有効期限を迎えるポイントがあります",
    preheader: "ただいま{{points}}お持ちです。期限までにぜひお使いください。",
    heading: "ポイントの有効期限が近づいています",
    body: [
      "いつも{{shop}}をご利用いただき、ありがとうございます。",
      "まもなく有効期限を迎えるポイントがあります。次のお買い物で、期限までにお使いください。内訳はマイページでご確認いただけます。",
    ],
    button: "ポイントを確認する",
  },
  en: {
    subject: "{{shop}}: some of your points expire soon",
    preheader: "You have {{points}}. Use them before they expire.",
    heading: "Some of your points expire soon",
    body: [
      "Thank you for shopping at {{shop}}.",
      "Some of your points will expire soon. Use them for your next purchase; My Page shows which of them go when.",
    ],
    button: "See my points",
  },
};

/**
 * The notice before points expire: once for every day on which points of a member go, `daysBefore` days ahead. Points that were used or
 * whose end has moved meanwhile are told of no more.
 */
export const pointsNoticePreset = (
  daysBefore: (typeof pointsNoticeDays)[number],
): CampaignDefinitionInput & { timing: CampaignTiming } => ({
  target: { rule: { type: "everyone" } },
  offer: { showPoints: true, recommendations: 3 },
  timing: {
    kind: "date_of_fact",
    fact: "points_expiry",
    offsetDays: -daysBefore,
    atMinutes: 600,
    windowDays: 1,
    backlogDays: 0,
    validHours: 24,
  },
  channel: { kind: "mail" },
  contents: { template: "news", texts: pointsNotice },
  holdoutPercent: 10,
  respectsQuietHours: true,
  isCapped: true,
  attributionDays: 14,
});
