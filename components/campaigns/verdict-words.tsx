import { useTranslations } from "next-intl";
import type { MessageView, VerdictName } from "@/components/admin/message-view";
import { Badge, type Tone } from "@/components/ui/badge";

const tones: Record<VerdictName, Tone> = {
  send: "ok",
  no_consent: "neutral",
  suppressed: "warn",
  no_address: "neutral",
  holdout: "info",
  exited: "neutral",
  quiet_hours: "neutral",
  household: "info",
  capped: "warn",
  lost_to: "warn",
  cancelled: "neutral",
};

/** The verdict on one candidate, in a word. */
export function VerdictBadge({ verdict }: { verdict: VerdictName | null }) {
  const t = useTranslations("campaigns.verdict");
  return verdict === null ? <Badge dot>{t("undecided")}</Badge> : <Badge tone={tones[verdict]}>{t(verdict)}</Badge>;
}

/** Why somebody got or did not get a message, in a sentence; a message that was meant to go but could not says so. */
export function WhyWords({ message }: { message: Pick<MessageView, "verdict" | "lostTo" | "delivery"> }) {
  const t = useTranslations("campaigns");
  const words = useTranslations("delivery");
  const { verdict, delivery } = message;
  if (verdict === "send" && delivery && !isGone(delivery.state)) {
    const reason = delivery.stateReason;
    const key = `stateReasons.${reason}`;
    const why = reason ? (words.has(key as never) ? words(key as never) : words("stateReasons.other")) : null;
    const state = words(`states.${delivery.state}` as "states.planned");
    return <>{why ? t("log.stateAndWhy", { state, why }) : state}</>;
  }
  return <>{t(`why.${verdict ?? "undecided"}`, { campaign: message.lostTo?.name ?? "" })}</>;
}

const isGone = (state: string) => state === "accepted" || state === "delivered";
