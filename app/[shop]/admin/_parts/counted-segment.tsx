import "server-only";
import { Suspense } from "react";
import { SegmentSummary } from "@/components/segments/segment-summary";
import type { SegmentNames, SegmentRule } from "@/server/segments/input";

type Props = { count: Promise<number | null>; rule: SegmentRule; names: SegmentNames };

/** A rule in words with its count, when the count has come; a count that took too long, or that one may not ask, is said so. */
export async function CountedTarget({ count, rule, names }: Props) {
  const counted = await count.catch(() => null);
  return <SegmentSummary rule={rule} names={names} count={counted ?? "unknown"} />;
}

type RuleProps = {
  rule: SegmentRule;
  names: SegmentNames;
  /** A count that was kept; null asks for one. */
  known: number | null;
  count: (rule: SegmentRule) => Promise<number>;
};

/** A rule in words with the count that was kept of it, or with one that is asked for now and arrives by itself. */
export const CountedRule = ({ rule, names, known, count }: RuleProps) =>
  known === null ? (
    <Suspense fallback={<SegmentSummary rule={rule} names={names} count={null} />}>
      <CountedTarget count={count(rule)} rule={rule} names={names} />
    </Suspense>
  ) : (
    <SegmentSummary rule={rule} names={names} count={known} />
  );
