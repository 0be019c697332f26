"use client";

import { ErrorState } from "@/components/ui/error-state";

/** A page that failed, inside the desk: the way to the other pages stays. */
export default function AdminError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return <ErrorState onRetry={retry} reference={digest} />;
}
