import "server-only";
import { type ComponentProps, Suspense } from "react";
import { SegmentSample } from "@/components/admin/segment-page";
import { Card } from "@/components/ui/card";
import { SkeletonText } from "@/components/ui/skeleton";

type Members = NonNullable<ComponentProps<typeof SegmentSample>["members"]>;
type Props = { members: Promise<Members>; base: string };

/** People of a segment, when they have been found; the rest of the page does not wait for them. */
export function SampledMembers({ members, base }: Props) {
  const waiting = (
    <Card>
      <SkeletonText lines={6} />
    </Card>
  );
  return (
    <Suspense fallback={waiting}>
      <Found members={members} base={base} />
    </Suspense>
  );
}

const Found = async ({ members, base }: Props) => (
  <SegmentSample base={base} members={await members.catch(() => null)} />
);
