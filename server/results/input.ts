import { z } from "zod";
import { verdicts } from "@/server/campaigns/input";

export const numbersInput = z.strictObject({
  campaignId: z.uuid(),
  /** Days of the daily series, today included. */
  days: z.int().min(7).max(120).default(30),
});

export const progressInput = z.strictObject({ campaignId: z.uuid() });

export const logCursor = z.strictObject({
  at: z.iso.datetime({ offset: true }),
  memberId: z.uuid(),
  versionId: z.uuid(),
  occurrence: z.string().max(200),
});
export type LogCursor = z.output<typeof logCursor>;

export const logInput = z.strictObject({
  campaignId: z.uuid(),
  verdict: z.enum(verdicts).optional(),
  /** Part of a name, a number, a mail address or a phone, as the members' search takes it. */
  q: z.string().trim().max(100).default(""),
  cursor: logCursor.optional(),
  limit: z.int().min(1).max(100).default(30),
});

export const memberMessagesInput = z.strictObject({
  memberId: z.uuid(),
  cursor: logCursor.optional(),
  limit: z.int().min(1).max(100).default(30),
});

/** What is counted of a shop's day. Points are those of purchases: what was granted and used at the till. */
export const figures = [
  "new_members",
  "sales",
  "sales_yen",
  "points_granted",
  "points_used",
  "mails_sent",
  "mails_opened",
  "mails_clicked",
  "mails_bounced",
] as const;
export type Figure = (typeof figures)[number];
