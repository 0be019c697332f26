import { addDays } from "@/server/kernel/time";
import type { RequestKind, RequestState } from "./input";

/** 個人情報保護法 says "without delay"; the shop's own promise is two weeks, and less for a stop. */
const dueDays: Record<RequestKind, number> = { disclosure: 14, correction: 14, stop: 7, erasure: 14 };

export const dueOn = (kind: RequestKind, receivedOn: string): string => addDays(receivedOn, dueDays[kind]);

const steps: Record<RequestState, readonly RequestState[]> = {
  open: ["in_hand", "done", "refused", "withdrawn"],
  in_hand: ["done", "refused", "withdrawn"],
  done: [],
  refused: [],
  withdrawn: [],
};

export const mayStep = (from: RequestState, to: RequestState): boolean => steps[from].includes(to);
