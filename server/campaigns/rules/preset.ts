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
