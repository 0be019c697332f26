import { useTranslations } from "next-intl";
import { Badge, type Tone } from "@/components/ui/badge";
import type { Coverage, RepairState } from "@/server/repairs/input";

const tones: Record<RepairState, Tone> = {
  received: "info",
  quoted: "warn",
  approved: "brand",
  in_repair: "brand",
  ready: "ok",
  done: "neutral",
  declined: "neutral",
  refused: "danger",
  cancelled: "neutral",
};

/** Where a repair stands, in the shop's words or in those for the customer. */
export function RepairStateBadge({ state, own }: { state: RepairState; own?: boolean }) {
  const t = useTranslations("repairs");
  return (
    <Badge tone={tones[state]} dot>
      {t(`${own ? "ownStates" : "states"}.${state}`)}
    </Badge>
  );
}

/** Under warranty or paid. */
export function CoverageBadge({ coverage }: { coverage: Coverage }) {
  const t = useTranslations("repairs.coverage");
  return <Badge tone={coverage === "warranty" ? "ok" : "neutral"}>{t(coverage)}</Badge>;
}
