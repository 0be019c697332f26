import { cn } from "./cn";

/** A grey shape in the place of what is being loaded; give it the size of the real thing. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block h-4 animate-breathe rounded-md bg-line", className)} />;
}

/** Lines of text being loaded; the last one is shorter. */
export function SkeletonText({ lines = 3, className }: { lines?: number; className?: string }) {
  return (
    <span aria-hidden className={cn("grid gap-2.5", className)}>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} className={index === lines - 1 ? "w-3/5" : "w-full"} />
      ))}
    </span>
  );
}
