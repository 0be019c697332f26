"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

interface Props {
  /** The codes of this half minute and the next ones, as images. */
  images: readonly string[];
  stepSeconds: number;
  /** How long the first one stands. */
  firstForMs: number;
  alt: string;
  /** Says when the next one comes; `{n}` seconds. */
  nextIn: string;
}

const stepAt = (elapsedMs: number, firstForMs: number, stepMs: number) =>
  elapsedMs < firstForMs ? 0 : 1 + Math.floor((elapsedMs - firstForMs) / stepMs);

/**
 * The code that changes. A few are there ahead, so that a phone without a connection goes on for minutes; only time that has passed counts,
 * never what the phone's clock says. The page fetches new ones before the last is over.
 */
export function ChangingCode({ images, stepSeconds, firstForMs, alt, nextIn }: Props) {
  const router = useRouter();
  const [elapsedMs, setElapsedMs] = useState(0);
  const stepMs = stepSeconds * 1_000;
  const last = images.length - 1;
  useEffect(() => {
    const begun = Date.now();
    let asked = 0;
    const timer = setInterval(() => {
      const elapsed = Date.now() - begun;
      setElapsedMs(elapsed);
      const at = stepAt(elapsed, firstForMs, stepMs);
      // Once in each step, beginning before the last one: where there is no connection, it is tried again.
      if (at >= last - 1 && at > asked) {
        asked = at;
        router.refresh();
      }
    }, 1_000);
    return () => clearInterval(timer);
  }, [firstForMs, stepMs, last, router]);
  const past = stepAt(elapsedMs, firstForMs, stepMs);
  const left = Math.max(0, Math.ceil((firstForMs + past * stepMs - elapsedMs) / 1_000));
  return (
    <div className="grid gap-2">
      <img
        src={images[Math.min(past, last)]}
        alt={alt}
        width={208}
        height={208}
        className={`mx-auto size-52 object-contain ${past > last ? "opacity-20" : ""}`}
      />
      <p className="tabular text-xs text-[#5b616b]" aria-hidden>
        {nextIn.replace("{n}", String(left))}
      </p>
    </div>
  );
}
