"use client";

import en from "@/components/messages/en/trouble.json";
import ja from "@/components/messages/ja/trouble.json";
import { buttonStyle } from "@/components/ui/button-style";

/** What stands where a page failed. It brings its own few words: no page need carry more for the case that it fails. */
export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  // Only the digest is shown: it finds the log line and says nothing about the inside.
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  const words = typeof document !== "undefined" && document.documentElement.lang === "en" ? en : ja;
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-1 px-6 py-12 text-center" role="alert">
      <h1 className="text-base font-medium">{words.title}</h1>
      <p className="max-w-md text-sm text-ink-3">{words.description}</p>
      {digest && <p className="mt-1 font-mono text-xs text-ink-3">{words.reference.replace("{reference}", digest)}</p>}
      <button type="button" onClick={retry} className={`${buttonStyle()} mt-4`}>
        {words.retry}
      </button>
    </main>
  );
}
