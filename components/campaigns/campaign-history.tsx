import { useTranslations } from "next-intl";
import { DateTime } from "@/components/format/date-time";
import { Card, Section } from "@/components/ui/card";
import { Timeline } from "@/components/ui/timeline";
import { StateBadge, type CampaignStateName } from "./state-badge";

type Change = { fromState: string; toState: string; at: Date; actorKind: string; actorId: string | null };
type Version = { id: string; versionNo: number; publishedAt: Date; publishedBy: string | null };

interface Props {
  changes: readonly Change[];
  versions: readonly Version[];
  /** Names of colleagues by their id; without one, only the kind of actor is said. */
  names: Readonly<Record<string, string>>;
}

/** Who launched, paused, resumed or cancelled it, and which version ran from when. */
export function CampaignHistory({ changes, versions, names }: Props) {
  const t = useTranslations("campaigns.history");
  const who = (kind: string, id: string | null) => (id && names[id]) ?? t(kind === "staff" ? "byStaff" : "bySystem");
  const events = [
    ...changes.map((change, place) => ({
      key: `c${place}`,
      when: change.at,
      title: <StateBadge state={change.toState as CampaignStateName} />,
      body: who(change.actorKind, change.actorId),
    })),
    ...versions.map((version) => ({
      key: version.id,
      when: version.publishedAt,
      title: t("version", { no: version.versionNo }),
      body: version.publishedBy ? who("staff", version.publishedBy) : t("bySystem"),
    })),
  ].sort((a, b) => b.when.getTime() - a.when.getTime());
  return (
    <Section title={t("title")}>
      <Card>
        {events.length === 0 ? (
          <p className="text-sm text-ink-3">{t("none")}</p>
        ) : (
          <Timeline
            items={events.map(({ when, ...event }) => ({ ...event, at: <DateTime value={when} form="dateTime" /> }))}
          />
        )}
      </Card>
    </Section>
  );
}
