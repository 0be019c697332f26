import { Skeleton, SkeletonText } from "@/components/ui/skeleton";

/** The shape of a counter screen while the next one is on its way: the press is answered at once. */
export default function StaffLoading() {
  return (
    <div className="grid gap-6">
      <Skeleton className="h-8 w-48" />
      <Skeleton className="h-24 w-full rounded-xl" />
      <SkeletonText lines={4} />
    </div>
  );
}
