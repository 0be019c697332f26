"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  // Only the digest is shown: it finds the log line and says nothing about the inside.
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <ErrorState onRetry={retry} reference={digest} />
    </main>
  );
}
