import { z } from "zod";

const day = z.iso.date();
/** `YYYY-MM`. */
export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
export const liabilityInput = z.object({ on: day.optional() });
export const journalFilter = z.object({ month });
export const consentChannels = ["mail", "line", "sms", "push", "post", "phone"] as const;
export const consentFilter = z.object({
  channel: z.enum(consentChannels).optional(),
  memberId: z.uuid().optional(),
  from: day.optional(),
  to: day.optional(),
});

export const requestKinds = ["disclosure", "correction", "stop", "erasure"] as const;
export type RequestKind = (typeof requestKinds)[number];
export const requestStates = ["open", "in_hand", "done", "refused", "withdrawn"] as const;
export type RequestState = (typeof requestStates)[number];

export const ownRequestInput = z.object({
  kind: z.enum(requestKinds),
  details: z.string().trim().max(2_000).default(""),
});
export const requestInput = ownRequestInput.extend({ memberId: z.uuid() });
export const enteredRequestInput = requestInput.extend({
  cameBy: z.enum(["counter", "phone", "mail", "letter"]),
  identifiedBy: z.string().trim().min(1).max(200),
});
export const requestRef = z.object({ memberId: z.uuid(), requestId: z.uuid() });
export const requestStep = requestRef.extend({
  state: z.enum(["in_hand", "done", "refused"]),
  /** What the person is told; needed to end a request. */
  answer: z.string().trim().max(2_000).default(""),
});
export const requestList = z.object({
  state: z.enum(["waiting", ...requestStates]).optional(),
  kind: z.enum(requestKinds).optional(),
  cursor: z.string().max(2_000).optional(),
});
