"use client";

import type { ReactNode } from "react";
import { useErrorText } from "@/app/use-error-text";
import { ErrorState } from "@/components/ui/error-state";
import { SkeletonText } from "@/components/ui/skeleton";

interface Asked<T> {
  data: T | undefined;
  isError: boolean;
  error: unknown;
  refetch: () => unknown;
}

type Props<T> = { of: Asked<T>; lines?: number; children: (data: T) => ReactNode };

/** The answer to a query once it is there; before that its shape, and a way to ask again when it failed. */
export function Answer<T>({ of: asked, lines = 4, children }: Props<T>) {
  const errorText = useErrorText();
  if (asked.data !== undefined) return children(asked.data);
  if (asked.isError) return <ErrorState description={errorText(asked.error)} onRetry={() => void asked.refetch()} />;
  return (
    <div className="p-4">
      <SkeletonText lines={lines} />
    </div>
  );
}
