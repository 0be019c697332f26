import { useTranslations } from "next-intl";
import { Count, Money, Points } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { Stat } from "@/components/ui/stat";

export interface ReactionsView {
  visits: number;
  machines: { opened: number; clicked: number };
  buying: { buyers: number; sales: number; yen: number; pointsGiven: number; pointsUsed: number };
  attributionDays: number;
}

/** What people did after the messages, and what was left out because a machine did it. */
export function ReactionStats({ reactions }: { reactions: ReactionsView }) {
  const t = useTranslations("campaigns.reactions");
  const formats = useFormats();
  const { visits, machines, buying, attributionDays } = reactions;
  const hasMachines = machines.opened + machines.clicked > 0;
  return (
    <>
      <div className="grid grid-cols-2 gap-x-4 gap-y-5 lg:grid-cols-4">
        <Stat label={t("visits")} value={<Count value={visits} />} sub={t("visitsHint")} />
        <Stat
          label={t("sales")}
          value={<Count value={buying.sales} />}
          sub={t("salesHint", { days: attributionDays, buyers: formats.number(buying.buyers) })}
        />
        <Stat label={t("yen")} value={<Money value={buying.yen} />} sub={t("yenHint")} />
        <Stat
          label={t("points")}
          value={<Points value={buying.pointsGiven} />}
          sub={t("pointsHint", { points: formats.number(buying.pointsUsed) })}
        />
      </div>
      <p className="text-xs text-ink-3">
        {hasMachines
          ? t("machines", { opened: formats.number(machines.opened), clicked: formats.number(machines.clicked) })
          : t("noMachines")}
      </p>
    </>
  );
}
