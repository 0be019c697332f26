import type { Formats } from "@/components/format/formats";
import type { SegmentLeaf, SegmentNames, SegmentRule, SegmentWhen } from "@/server/segments/input";

/** What a grammar needs besides the rule: the names of what it points at, and how numbers and days are written. */
export interface PhraseTools {
  names: SegmentNames;
  formats: Formats;
}

/** A grammar puts a simplified rule into one noun phrase ('〜会員', 'Members who ...'). */
export type Grammar = (rule: SegmentRule, tools: PhraseTools) => string;

export type Leaf<T extends SegmentLeaf["type"]> = Extract<SegmentLeaf, { type: T }>;

/** A period told apart by its kind, with its days written out. */
export function periodOf(when: SegmentWhen, { formats }: PhraseTools) {
  if ("lastDays" in when) return { kind: "last", days: when.lastDays, count: formats.number(when.lastDays) } as const;
  if ("beforeLastDays" in when)
    return { kind: "before", days: when.beforeLastDays, count: formats.number(when.beforeLastDays) } as const;
  const from = when.from === undefined ? undefined : formats.date(when.from);
  const to = when.to === undefined ? undefined : formats.date(when.to);
  return { kind: "days", from, to } as const;
}
