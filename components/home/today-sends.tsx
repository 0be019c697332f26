import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { Count } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { DataTable } from "@/components/table/data-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import type { Verdict } from "@/server/campaigns/input";

export interface TodayView {
  campaigns: readonly {
    campaignId: string | null;
    name: string | null;
    sent: number;
    waiting: number;
    troubled: number;
    held: Partial<Record<Verdict, number>>;
  }[];
  hours: readonly { hour: number; sent: number; waiting: number }[];
}

const sum = (held: Partial<Record<Verdict, number>>) => Object.values(held).reduce((total, n) => total + n, 0);

/** What leaves today: by hour, and by campaign with whom it held back and why. */
export function TodaySends({ base, today }: { base: string; today: TodayView }) {
  const t = useTranslations("adminHome.today");
  const verdicts = useTranslations("campaigns.verdict");
  const formats = useFormats();
  const empty = (
    <Card flush>
      <EmptyState
        icon={<Send />}
        title={t("none")}
        actions={<TextLink href={`${base}/calendar`}>{t("calendar")}</TextLink>}
      />
    </Card>
  );
  if (today.campaigns.length === 0) return empty;
  return (
    <div className="grid gap-3">
      <Card>
        <h3 className="text-xs font-normal text-ink-3">{t("hours")}</h3>
        <Hours hours={today.hours} />
      </Card>
      <DataTable
        caption={t("title")}
        rows={today.campaigns}
        rowKey={(row) => row.campaignId ?? "service"}
        empty={<EmptyState title={t("none")} />}
        columns={[
          {
            key: "name",
            header: t("campaign"),
            cell: (row) =>
              row.campaignId ? (
                <TextLink href={`${base}/campaigns/${row.campaignId}`}>{row.name}</TextLink>
              ) : (
                <span>
                  {t("service")} <span className="text-xs text-ink-3">{t("serviceHint")}</span>
                </span>
              ),
          },
          { key: "sent", header: t("sent"), align: "end", cell: (row) => <Count value={row.sent} /> },
          { key: "waiting", header: t("waiting"), align: "end", cell: (row) => <Count value={row.waiting} /> },
          { key: "troubled", header: t("troubled"), align: "end", cell: (row) => <Count value={row.troubled} /> },
          {
            key: "held",
            header: t("held"),
            align: "end",
            cell: (row) => (
              <span>
                <Count value={sum(row.held)} />
                {Object.entries(row.held).length > 0 && (
                  <span className="block text-xs text-ink-3">
                    {Object.entries(row.held)
                      .map(([verdict, n]) => `${verdicts(verdict as Verdict)} ${formats.number(n)}`)
                      .join("・")}
                  </span>
                )}
              </span>
            ),
          },
        ]}
      />
    </div>
  );
}

function Hours({ hours }: { hours: TodayView["hours"] }) {
  const t = useTranslations("adminHome.today");
  const formats = useFormats();
  const most = Math.max(1, ...hours.map((hour) => hour.sent + hour.waiting));
  const used = hours.filter((hour) => hour.sent + hour.waiting > 0);
  const told = used
    .map(({ hour, sent, waiting }) => t("hour", { hour, sent: formats.number(sent), waiting: formats.number(waiting) }))
    .join("; ");
  return (
    <div role="img" aria-label={told} className="mt-2">
      <div className="flex h-20 items-end gap-px sm:gap-1">
        {hours.map(({ hour, sent, waiting }) => (
          <span key={hour} className="flex h-full flex-1 flex-col justify-end bg-sunken">
            <span className="bg-info/40" style={{ height: `${(waiting / most) * 100}%` }} />
            <span className="bg-brand-text" style={{ height: `${(sent / most) * 100}%` }} />
          </span>
        ))}
      </div>
      <div aria-hidden className="tabular mt-1 flex text-2xs text-ink-3">
        {[0, 6, 12, 18].map((hour) => (
          <span key={hour} className="flex-1">
            {hour}:00
          </span>
        ))}
      </div>
    </div>
  );
}
