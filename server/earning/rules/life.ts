import { addDays, dayIn, instantOf } from "@/server/kernel/time";
import {
  availableFrom,
  expiresAfter,
  type ProgramRule,
  startingProgram,
  waitsForRelease,
} from "@/server/points/rules/program";
import type { EarnLife } from "../input";

export interface Life {
  availableAt: Date;
  /** First instant at which they are gone. */
  expiresAt: Date;
}

/** When points given at `at` can be spent and when they go: as the rule says, else as the program does. */
export function lifeOf(life: EarnLife, program: ProgramRule | null, at: Date, timeZone: string): Life {
  const base = program ?? startingProgram;
  const availableAt =
    life.pendingDays === undefined
      ? availableFrom(base, at, timeZone)
      : availableFrom({ pendingDays: life.pendingDays }, at, timeZone);
  return { availableAt, expiresAt: endOf(life, base, availableAt, timeZone) };
}

function endOf({ expiry }: EarnLife, base: ProgramRule, availableAt: Date, timeZone: string): Date {
  // What waits to be shipped has no end yet: it gets one when it is released.
  if (waitsForRelease(availableAt)) return expiresAfter(base, availableAt, timeZone);
  switch (expiry?.kind) {
    case undefined:
      return expiresAfter(base, availableAt, timeZone);
    case "months":
      return expiresAfter({ expiryMonths: expiry.months }, availableAt, timeZone);
    case "days":
      return instantOf(addDays(dayIn(availableAt, timeZone), expiry.days + 1), 0, timeZone);
    case "date":
      return instantOf(addDays(expiry.lastDay, 1), 0, timeZone);
  }
}
