"use client";

import { useEffect, useState } from "react";

/** The seconds of now, running: who holds up a picture of an old screen is seen at once. The words come from the server. */
export function LiveClock({ label, timeZone }: { label: string; timeZone: string }) {
  const [now, tick] = useState<string | null>(null);
  useEffect(() => {
    const show = () => tick(new Date().toLocaleTimeString("ja-JP", { timeZone, hour12: false }));
    show();
    const timer = setInterval(show, 1_000);
    return () => clearInterval(timer);
  }, [timeZone]);
  return (
    <p className="tabular text-sm" aria-hidden>
      {label} <span className="inline-block min-w-20 font-semibold">{now}</span>
    </p>
  );
}
