import "server-only";
import { SegmentSummary } from "@/components/segments/segment-summary";
import type { SegmentNames, SegmentRule } from "@/server/segments/input";

type Props = { count: Promise<number | null>; rule: SegmentRule; names: SegmentNames };

/** A rule in words with its count, when the count has come; a count that took too long, or that one may not ask, is said so. */
export async function CountedTarget({ count, rule, names }: Props) {
  const counted = await count.catch(() => null);
  return <SegmentSummary rule={rule} names={names} count={counted ?? "unknown"} />;
}
