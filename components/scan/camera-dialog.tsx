"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";

type Props = { open: boolean; onOpenChange: (open: boolean) => void; onScan: (text: string) => void };

/** Reads a code with the device's camera. */
export function CameraDialog({ open, onOpenChange, onScan }: Props) {
  const t = useTranslations("staff.scan");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} size="md" title={t("cameraTitle")} description={t("cameraLead")}>
      {open && <Viewfinder onScan={onScan} />}
    </Dialog>
  );
}

type Trouble = "refused" | "missing" | "unavailable";

const troubleOf = (error: unknown): Trouble => {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError") return "refused";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "missing" : "unavailable";
};

function Viewfinder({ onScan }: { onScan: (text: string) => void }) {
  const t = useTranslations("staff.scan");
  const video = useRef<HTMLVideoElement>(null);
  const latest = useRef(onScan);
  const [trouble, setTrouble] = useState<Trouble>();
  useEffect(() => {
    latest.current = onScan;
  });
  useEffect(() => {
    const stop = new AbortController();
    let stream: MediaStream | undefined;
    const look = async (element: HTMLVideoElement) => {
      // Browsers hide the camera on pages without TLS, except on this very machine.
      if (!navigator.mediaDevices) throw new Error("no camera here");
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: "environment", width: { ideal: 1280 } },
      });
      if (stop.signal.aborted) return;
      element.srcObject = stream;
      await element.play();
      const { readCodes } = await import("./read-codes");
      await readCodes(element, (text) => latest.current(text), stop.signal);
    };
    const close = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    stop.signal.addEventListener("abort", close);
    if (video.current) {
      look(video.current)
        .catch((error: unknown) => !stop.signal.aborted && setTrouble(troubleOf(error)))
        .finally(() => stop.signal.aborted && close());
    }
    return () => stop.abort();
  }, []);
  if (trouble) return <Notice tone="warn">{t(`trouble.${trouble}`)}</Notice>;
  return (
    <div className="relative overflow-hidden rounded-lg bg-black">
      <video ref={video} muted playsInline aria-label={t("cameraPicture")} className="aspect-4/3 w-full object-cover" />
      <span
        aria-hidden
        className="absolute inset-x-8 top-1/2 h-28 -translate-y-1/2 rounded-lg border-2 border-white/80"
      />
    </div>
  );
}
