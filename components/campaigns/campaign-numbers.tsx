import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Count } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { verdictNames } from "@/components/admin/message-view";
import { Card } from "@/components/ui/card";
import { Progress, type ProgressPart } from "@/components/ui/progress";
import { Stat } from "@/components/ui/stat";
import type { CampaignNumbersView } from "./numbers-view";

const stateTones: Record<string, ProgressPart["tone"]> = {
  planned: "neutral",
  claimed: "brand",
  handed: "brand",
  accepted: "ok",
  delivered: "ok",
  bounced: "danger",
  failed: "danger",
  unknown: "warn",
  cancelled: "neutral",
};
const stateOrder = Object.keys(stateTones);

/** Whether anything is still to be decided or sent. */
export const isUnderWay = ({ undecided, deliveries: { byState } }: CampaignNumbersView) =>
  undecided + (byState.planned ?? 0) + (byState.claimed ?? 0) + (byState.handed ?? 0) > 0;

/** How far sending is, what was read, and the verdict on everyone who was considered. */
export function NumbersPanel({
  numbers,
  logHref,
  reactions,
}: {
  numbers: CampaignNumbersView;
  logHref: (verdict: string | null) => string;
  /** What people did after the messages; nothing before any has left. */
  reactions?: ReactNode;
}) {
  const t = useTranslations("campaigns");
  const words = useTranslations("delivery.states");
  const formats = useFormats();
  const { deliveries, candidates, undecided } = numbers;
  const sent = (deliveries.byState.accepted ?? 0) + (deliveries.byState.delivered ?? 0);
  const share = (part: number, of: number) => (of > 0 ? formats.percent(part / of) : "—");
  const states = stateOrder.filter((state) => (deliveries.byState[state] ?? 0) > 0);
  return (
    <Card className="grid gap-6">
      <div className="grid grid-cols-2 gap-x-4 gap-y-5 lg:grid-cols-4">
        <Stat label={t("numbers.candidates")} value={<Count value={candidates} />} sub={t("numbers.candidatesHint")} />
        <Stat
          label={t("numbers.sent")}
          value={<Count value={sent} />}
          sub={t("numbers.ofCandidates", { share: share(sent, candidates) })}
        />
        <Stat
          label={t("numbers.opened")}
          value={<Count value={deliveries.opened} />}
          sub={t("numbers.ofSent", { share: share(deliveries.opened, sent) })}
        />
        <Stat
          label={t("numbers.clicked")}
          value={<Count value={deliveries.clicked} />}
          sub={t("numbers.ofSent", { share: share(deliveries.clicked, sent) })}
        />
      </div>
      {sent > 0 && reactions}
      {deliveries.total > 0 && (
        <div className="grid gap-2">
          <Progress
            label={t("numbers.sending")}
            detail={t("numbers.progress", { done: formats.number(sent), total: formats.number(deliveries.total) })}
            max={deliveries.total}
            parts={states.map((state) => ({
              key: state,
              value: deliveries.byState[state] ?? 0,
              tone: stateTones[state] ?? "neutral",
              label: words(state as "planned"),
            }))}
          />
          <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-2">
            {states.map((state) => (
              <li key={state}>
                {words(state as "planned")} <Count value={deliveries.byState[state] ?? 0} />
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="grid gap-2">
        <h3 className="text-sm">{t("numbers.verdicts")}</h3>
        {candidates === 0 ? (
          <p className="text-sm text-ink-3">{t("numbers.none")}</p>
        ) : (
          <ul className="grid gap-x-8 sm:grid-cols-2">
            {verdictNames
              .filter((verdict) => numbers.verdicts[verdict] > 0)
              .map((verdict) => (
                <VerdictLine
                  key={verdict}
                  label={t(`verdict.${verdict}`)}
                  href={logHref(verdict)}
                  n={numbers.verdicts[verdict]}
                  of={candidates}
                />
              ))}
            {undecided > 0 && <VerdictLine label={t("verdict.undecided")} n={undecided} of={candidates} />}
          </ul>
        )}
      </div>
    </Card>
  );
}

function VerdictLine({ label, href, n, of }: { label: string; href?: string; n: number; of: number }) {
  const formats = useFormats();
  return (
    <li className="flex items-baseline gap-3 border-b border-line py-1.5 text-sm">
      {href ? (
        <a
          href={href}
          className="min-w-0 flex-1 rounded-sm underline decoration-line-strong underline-offset-4 hover:decoration-current"
        >
          {label}
        </a>
      ) : (
        <span className="min-w-0 flex-1">{label}</span>
      )}
      <Count value={n} className="font-medium" />
      <span className="tabular w-14 text-end text-xs text-ink-3">{formats.percent(n / of)}</span>
    </li>
  );
}
