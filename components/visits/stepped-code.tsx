"use client";

import { useEffect, useState } from "react";
import { SvgCode } from "@/components/staff/svg-code";

interface Props {
  /** The code of now and the next ones; a single one stands for good. */
  svgs: readonly string[];
  stepSeconds: number;
  /** How long the first one stands. */
  firstForMs: number;
  alt: string;
  nextIn: (seconds: number) => string;
}

/** A code that changes by the time that has passed, never by the device's clock; what comes after the last one is asked for by the screen around it. */
export function SteppedCode({ svgs, stepSeconds, firstForMs, alt, nextIn }: Props) {
  const [elapsedMs, setElapsedMs] = useState(0);
  const isChanging = svgs.length > 1;
  useEffect(() => {
    if (!isChanging) return;
    const begun = performance.now();
    const timer = setInterval(() => setElapsedMs(performance.now() - begun), 1_000);
    return () => clearInterval(timer);
  }, [isChanging]);
  const stepMs = stepSeconds * 1_000;
  const past = !isChanging || elapsedMs < firstForMs ? 0 : 1 + Math.floor((elapsedMs - firstForMs) / stepMs);
  const isOver = past >= svgs.length;
  const left = Math.max(0, Math.ceil((firstForMs + past * stepMs - elapsedMs) / 1_000));
  return (
    <>
      <SvgCode
        svg={svgs[Math.min(past, svgs.length - 1)] ?? ""}
        label={alt}
        className={`size-72 max-w-full md:size-96 ${isOver ? "opacity-10" : ""}`}
      />
      {isChanging && (
        <p className="tabular text-sm text-ink-3" aria-hidden>
          {nextIn(left)}
        </p>
      )}
    </>
  );
}
