import { z } from "zod";
import type { MailInputs, MailLocale } from "@/server/contents/input";

export type MessageClass = "marketing" | "service";
export type ChannelKind = "mail";

/** One message to plan. Its identity is (source, member, step, occurrence, channel, attempt); `dueAt` is a function of the occurrence. */
export interface DeliveryRow {
  memberId: string;
  occurrence: string;
  dueAt: Date;
  sendAt: Date;
  locale: MailLocale;
  inputs: MailInputs;
  step?: number;
  variant?: string;
  /** 1 unless somebody decided to write again. */
  attempt?: number;
  contentId?: string;
}

export interface DeliveryPlan {
  sourceKind: "campaign" | "service";
  /** The campaign version, or the fixed id of a service mail. */
  sourceId: string;
  campaignId: string | null;
  messageClass: MessageClass;
  channel: ChannelKind;
  /** What the messages say, unless a row names its own. */
  contentId: string;
  rows: DeliveryRow[];
}

export interface PlanCounts {
  planned: number;
  /** Rows whose identity had been planned before. */
  already: number;
  chunks: number;
}

export const campaignRef = z.strictObject({ campaignId: z.uuid() });
export const memberRef = z.strictObject({ memberId: z.uuid() });
export const deliveryRef = z.strictObject({ memberId: z.uuid(), deliveryId: z.uuid() });

export const suppressionReasons = ["unsubscribed", "bounced", "complained", "manual"] as const;
export const suppressInput = z.strictObject({
  memberId: z.uuid(),
  channel: z.literal("mail").default("mail"),
  reason: z.enum(suppressionReasons),
  deliveryId: z.uuid().optional(),
});
export const liftInput = z.strictObject({ memberId: z.uuid(), channel: z.literal("mail").default("mail") });

export const deliveryList = z.strictObject({
  memberId: z.uuid(),
  cursor: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(100).default(20),
});
