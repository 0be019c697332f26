import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { Card } from "@/components/ui/card";
import { Stat } from "@/components/ui/stat";

export interface ProgressView {
  ready: number;
  held: number;
  later: number;
  laterAt: Date | null;
  troubled: readonly { state: string; reason: string | null; count: number }[];
  perMinute: number;
  secondsLeft: number | null;
}

/** What is on its way this minute, how fast, and what waits or failed for which reason; nothing where all is done. */
export function ProgressLines({ progress }: { progress: ProgressView }) {
  const t = useTranslations("campaigns.progress");
  const words = useTranslations("delivery");
  const formats = useFormats();
  const { ready, held, later, laterAt, troubled, perMinute, secondsLeft } = progress;
  if (ready + held + later + perMinute + troubled.length === 0) return null;
  const why = (reason: string | null) => {
    const key = `stateReasons.${reason}`;
    return reason ? (words.has(key as never) ? words(key as never) : words("stateReasons.other")) : null;
  };
  const left =
    ready === 0
      ? "—"
      : secondsLeft === null
        ? t("notMoving")
        : secondsLeft < 60
          ? t("underMinute")
          : t("minutes", { minutes: Math.ceil(secondsLeft / 60) });
  return (
    <Card className="grid gap-4">
      {ready + held + later + perMinute > 0 && (
        <div className="grid grid-cols-2 gap-x-4 gap-y-5 lg:grid-cols-4">
          <Stat label={t("ready")} value={formats.number(ready)} />
          <Stat label={t("pace")} value={t("perMinute", { n: formats.number(perMinute) })} />
          <Stat label={t("left")} value={left} />
          {held > 0 && <Stat label={t("held")} value={formats.number(held)} sub={t("heldHint")} />}
          {later > 0 && (
            <Stat
              label={t("later")}
              value={formats.number(later)}
              sub={laterAt && t("laterAt", { at: formats.dateTime(laterAt) })}
            />
          )}
        </div>
      )}
      {troubled.length > 0 && (
        <ul className="grid gap-1 text-sm text-ink-2">
          {troubled.map(({ state, reason, count }) => (
            <li key={`${state}${reason}`}>
              {t(why(reason) ? "troubleWhy" : "trouble", {
                state: words(`states.${state}` as "states.failed"),
                why: why(reason) ?? "",
                n: formats.number(count),
              })}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
