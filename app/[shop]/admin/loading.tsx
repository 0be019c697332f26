import { Card } from "@/components/ui/card";
import { Skeleton, SkeletonText } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <div className="grid gap-6">
      <Skeleton className="h-8 w-48" />
      <Card className="h-28">
        <SkeletonText lines={3} />
      </Card>
      <Card className="h-80">
        <SkeletonText lines={8} />
      </Card>
    </div>
  );
}
