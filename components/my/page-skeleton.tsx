import { Card } from "@/components/ui/card";
import { Skeleton, SkeletonText } from "@/components/ui/skeleton";

/** The shape of a page while it is being read. */
export function PageSkeleton() {
  return (
    <div className="grid gap-6">
      <Skeleton className="h-7 w-40" />
      <Card className="h-32">
        <SkeletonText lines={3} />
      </Card>
      <Card className="h-48">
        <SkeletonText lines={5} />
      </Card>
    </div>
  );
}
