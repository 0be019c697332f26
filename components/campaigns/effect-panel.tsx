import { useTranslations } from "next-intl";
import { Count, Money } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { Badge, type Tone } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { EffectView, EstimateView, FindingName } from "./numbers-view";

const tones: Record<FindingName, Tone> = { gain: "ok", loss: "danger", not_proven: "neutral", too_small: "neutral" };

/** What the campaign earned above those it left alone, and how sure that is. */
export function EffectPanel({ effect, attributionDays }: { effect: EffectView; attributionDays: number }) {
  const t = useTranslations("campaigns.effect");
  const settings = useTranslations("campaigns.settings");
  const formats = useFormats();
  const { treated, holdout, conversion, yenPerMember, extraYen } = effect;
  if (treated.members === 0)
    return (
      <Card flush>
        <EmptyState title={t("none")} description={t("noneHint")} />
      </Card>
    );
  // Where nobody bought, zero against zero says nothing.
  const hasBuyers = treated.buyers + holdout.buyers > 0;
  const perMember = (group: { members: number; yen: number }) =>
    group.members > 0 ? Math.round(group.yen / group.members) : 0;
  const rows = [
    {
      key: "members",
      label: t("members"),
      treated: <Count value={treated.members} />,
      holdout: <Count value={holdout.members} />,
    },
    {
      key: "buyers",
      label: t("buyers"),
      treated: <Count value={treated.buyers} />,
      holdout: <Count value={holdout.buyers} />,
    },
    {
      key: "conversion",
      label: t("conversion"),
      treated: formats.percent(treated.buyers / treated.members),
      holdout: holdout.members > 0 ? formats.percent(holdout.buyers / holdout.members) : "—",
    },
    {
      key: "yen",
      label: t("yenPerMember"),
      treated: <Money value={perMember(treated)} />,
      holdout: holdout.members > 0 ? <Money value={perMember(holdout)} /> : "—",
    },
  ];
  return (
    <Card className="grid gap-5">
      <div className="grid gap-5 lg:grid-cols-2">
        <Lift
          label={t("conversionLift")}
          estimate={hasBuyers ? conversion : null}
          format={(value) =>
            t("percentPoints", { value: (value > 0 ? "+" : "") + formats.percent(value).replace("%", "") })
          }
        />
        <Lift label={t("yenLift")} estimate={yenPerMember} format={(value) => formats.yen(Math.round(value), true)} />
      </div>
      <table className="w-full text-sm">
        <caption className="sr-only">{t("comparison")}</caption>
        <thead>
          <tr className="text-xs text-ink-3">
            <th scope="col" className="py-1 text-start font-medium">
              <span className="sr-only">{t("measure")}</span>
            </th>
            <th scope="col" className="py-1 text-end font-medium">
              {t("treated")}
            </th>
            <th scope="col" className="py-1 text-end font-medium">
              {t("holdout")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className="border-t border-line">
              <th scope="row" className="py-2 text-start font-normal text-ink-2">
                {row.label}
              </th>
              <td className="tabular py-2 text-end">{row.treated}</td>
              <td className="tabular py-2 text-end">{row.holdout}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {extraYen && (yenPerMember?.finding === "gain" || yenPerMember?.finding === "loss") && (
        <p className="text-sm">
          {t("extraYen")} <Money value={extraYen.yen} signed className="font-semibold" />{" "}
          <span className="text-xs text-ink-3">
            {t("interval", { low: formats.yen(extraYen.low), high: formats.yen(extraYen.high) })}
          </span>
        </p>
      )}
      <div className="grid gap-0.5 text-xs text-ink-3">
        <p>{settings("attribution", { days: formats.number(attributionDays) })}</p>
        <p>{t("method")}</p>
      </div>
    </Card>
  );
}

type LiftProps = { label: string; estimate: EstimateView | null; format: (value: number) => string };

function Lift({ label, estimate, format }: LiftProps) {
  const t = useTranslations("campaigns");
  return (
    <div>
      <p className="text-xs text-ink-3">{label}</p>
      {estimate ? (
        <>
          <p className="mt-0.5 flex flex-wrap items-center gap-2">
            <span className="tabular text-2xl font-semibold tracking-tight">{format(estimate.lift)}</span>
            <Badge tone={tones[estimate.finding]}>{t(`finding.${estimate.finding}`)}</Badge>
          </p>
          <p className="tabular mt-0.5 text-xs text-ink-3">
            {t("effect.interval", { low: format(estimate.low), high: format(estimate.high) })}
          </p>
          {(estimate.finding === "not_proven" || estimate.finding === "too_small") && (
            <p className="mt-1 text-xs text-ink-2">{t("effect.notSure")}</p>
          )}
        </>
      ) : (
        <p className="mt-1 text-sm text-ink-3">{t("effect.cannotCompare")}</p>
      )}
    </div>
  );
}
