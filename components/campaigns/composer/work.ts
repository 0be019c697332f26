import type { CampaignDraft } from "@/server/campaigns/input";

/** What the composer edits: the draft, and what stands beside it. */
export interface Work {
  name: string;
  messageClass: "marketing" | "service";
  priority: number;
  draft: CampaignDraft;
}

export const stepNames = ["target", "offer", "timing", "channel", "contents", "check"] as const;
export type StepName = (typeof stepNames)[number];

/** The parts that two people can change apart from each other, in the order of the steps. */
export const partNames = ["name", "target", "offer", "timing", "channel", "contents"] as const;
export type PartName = (typeof partNames)[number];

const draftKeys = {
  target: ["target", "holdoutPercent", "attributionDays"],
  offer: ["offer"],
  timing: ["timing"],
  channel: ["channel", "respectsQuietHours", "isCapped"],
  contents: ["contents"],
} as const satisfies Partial<Record<PartName, readonly (keyof CampaignDraft)[]>>;

/** One part, as plain data to be compared. */
export function partOf(work: Work, part: PartName): unknown {
  if (part === "name") return { name: work.name };
  const of = Object.fromEntries(draftKeys[part].map((key) => [key, work.draft[key] ?? null]));
  return part === "channel" ? { ...of, messageClass: work.messageClass, priority: work.priority } : of;
}

/** Equal as data: the order of keys says nothing, nor does a key without a value. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return (a ?? null) === (b ?? null);
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => isSame(left[key], right[key]));
}

export const isSameWork = (a: Work, b: Work): boolean =>
  partNames.every((part) => isSame(partOf(a, part), partOf(b, part)));

/** Parts in which two works differ. */
export const differing = (a: Work, b: Work): PartName[] =>
  partNames.filter((part) => !isSame(partOf(a, part), partOf(b, part)));

export interface Clash {
  part: PartName;
  /** Whose change it is: where only one side moved, the other has nothing to lose. */
  changedBy: "me" | "them" | "both";
}

/** What differs between my work and theirs, both of which began from `base`. */
export const clashesOf = (base: Work, mine: Work, theirs: Work): Clash[] =>
  differing(mine, theirs).map((part) => {
    const iMoved = !isSame(partOf(base, part), partOf(mine, part));
    const theyMoved = !isSame(partOf(base, part), partOf(theirs, part));
    return { part, changedBy: iMoved && theyMoved ? "both" : theyMoved ? "them" : "me" };
  });

/** Their work with those parts of mine that were chosen. */
export function merged(mine: Work, theirs: Work, keepMine: readonly PartName[]): Work {
  const result: Work = { ...theirs, draft: { ...theirs.draft } };
  for (const part of keepMine) {
    if (part === "name") {
      result.name = mine.name;
      continue;
    }
    for (const key of draftKeys[part]) {
      if (mine.draft[key] === undefined) delete result.draft[key];
      else Object.assign(result.draft, { [key]: mine.draft[key] });
    }
    if (part === "channel") Object.assign(result, { messageClass: mine.messageClass, priority: mine.priority });
  }
  return result;
}
