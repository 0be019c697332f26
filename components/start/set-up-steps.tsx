import { Check, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import type { SetUpStepName, SetUpView } from "./set-up-progress";

type Props = { base: string; progress: SetUpView; current: SetUpStepName };

const marks = {
  done: "border-brand-text bg-brand-soft text-brand-text",
  skipped: "border-line-strong text-ink-3",
  open: "border-line-strong text-ink-3",
};

/** Every step of the set-up with its state; each can be gone to at any time. */
export function SetUpSteps({ base, progress, current }: Props) {
  const t = useTranslations("start.setUp");
  return (
    <nav aria-label={t("stepsLabel")}>
      <ol className="flex gap-1 overflow-x-auto lg:grid lg:gap-px">
        {progress.steps.map(({ step, state }, index) => (
          <li key={step} className="shrink-0">
            <Link
              href={`${base}/start?step=${step}`}
              aria-current={step === current ? "step" : undefined}
              className={cn(
                "flex min-h-11 items-center gap-2.5 rounded-md px-2.5 text-sm text-ink-2 transition-colors hover:bg-hover lg:min-h-10",
                "aria-[current=step]:bg-brand-soft aria-[current=step]:font-medium aria-[current=step]:text-brand-text",
              )}
            >
              <span
                aria-hidden
                className={cn(
                  "tabular flex size-6 shrink-0 items-center justify-center rounded-full border text-xs font-medium",
                  marks[state],
                  step === current && "border-brand-edge bg-brand text-brand-ink",
                )}
              >
                {state === "done" ? (
                  <Check className="size-3.5" strokeWidth={3} />
                ) : state === "skipped" ? (
                  <Minus className="size-3.5" />
                ) : (
                  index + 1
                )}
              </span>
              <span className={cn("whitespace-nowrap", step !== current && "max-lg:sr-only")}>
                {t(`steps.${step}.label`)}
                <span className="sr-only"> {t(`states.${state}`)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
