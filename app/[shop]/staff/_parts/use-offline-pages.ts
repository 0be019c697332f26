"use client";

import { useEffect } from "react";

/** Lets the counter's home and sale pages open without a network. Not while developing: kept pages would hide every change. */
export function useOfflinePages(slug: string) {
  useEffect(() => {
    if (process.env.NODE_ENV !== "production" || !("serviceWorker" in navigator)) return;
    // A till that cannot keep pages still keeps its sales.
    navigator.serviceWorker.register("/till-worker.js", { scope: `/${slug}/staff` }).catch(() => undefined);
  }, [slug]);
}
