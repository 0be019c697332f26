import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import type { ImportState } from "@/server/imports/input";

const tones: Record<ImportState, Tone> = {
  queued: "neutral",
  running: "info",
  done: "ok",
  failed: "danger",
  stopped: "warn",
};

/** How an import stands, in a word. */
export function ImportStateBadge({ state }: { state: ImportState }) {
  const t = useTranslations("imports.screen.state");
  return (
    <Badge tone={tones[state]} dot={state === "running"}>
      {t(state)}
    </Badge>
  );
}
