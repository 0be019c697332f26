import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { DateTime } from "@/components/format/date-time";
import { cn } from "@/components/ui/cn";
import type { RepairState } from "@/server/repairs/input";

const way = ["received", "quoted", "approved", "in_repair", "ready", "done"] as const;
const underWarranty = ["received", "approved", "in_repair", "ready", "done"] as const;
const ends: readonly RepairState[] = ["declined", "refused", "cancelled"];

interface Props {
  state: RepairState;
  /** When each state was entered last; empty where only the present state may be shown. */
  reached: Partial<Record<RepairState, Date>>;
  isQuoted: boolean;
}

/** The way of a repair from top to bottom: what is behind with its day, where it is, what is still to come. */
export function ProgressTrack({ state, reached, isQuoted }: Props) {
  const t = useTranslations("repairs");
  const usual: readonly RepairState[] = isQuoted ? way : underWarranty;
  const isEnd = ends.includes(state);
  const passed = usual.filter((one) => reached[one] !== undefined);
  const steps: readonly RepairState[] = isEnd ? [...passed, state] : usual;
  const here = steps.indexOf(state);
  return (
    <ol aria-label={t("page.steps")} className="grid">
      {steps.map((step, place) => {
        const isHere = place === here;
        const isBehind = place < here || (isHere && step === "done");
        const at = reached[step];
        return (
          <li
            key={step}
            aria-current={isHere ? "step" : undefined}
            className="group relative flex gap-3 pb-4 last:pb-0"
          >
            <span
              aria-hidden
              className={cn(
                "absolute start-[0.6875rem] top-6 bottom-0 w-0.5 group-last:hidden",
                place < here ? "bg-brand-text" : "bg-line",
              )}
            />
            <span
              aria-hidden
              className={cn(
                "relative flex size-6 shrink-0 items-center justify-center rounded-full border-2",
                isBehind && "border-brand-edge bg-brand text-brand-ink",
                isHere && !isBehind && !isEnd && "border-brand-text bg-brand-soft",
                isHere && isEnd && "border-line-strong bg-sunken text-ink-2",
                !isHere && !isBehind && "border-line-strong bg-surface",
              )}
            >
              {isBehind && <Check className="size-3.5" strokeWidth={3} />}
              {isHere && !isBehind && !isEnd && <span className="size-2 rounded-full bg-brand-text" />}
              {isHere && isEnd && <X className="size-3.5" strokeWidth={3} />}
            </span>
            <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-3">
              <span className={cn("text-sm", isHere ? "font-semibold" : !isBehind && "text-ink-3")}>
                {t(`ownStates.${step}`)}
              </span>
              {at && place <= here && <DateTime value={at} form="monthDay" className="text-xs text-ink-3" />}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
