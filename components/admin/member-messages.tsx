import { Mail } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Reaction } from "@/components/campaigns/reaction";
import { VerdictBadge, WhyWords } from "@/components/campaigns/verdict-words";
import { DateTime } from "@/components/format/date-time";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { ListFoot, type ListPaging } from "./list-foot";
import type { MessageView, ServiceMailView } from "./message-view";

interface Props extends ListPaging {
  base: string;
  rows: readonly MessageView[];
  service: readonly ServiceMailView[];
  /** The button that opens the very mail. */
  mail: (deliveryId: string) => ReactNode;
}

/** Why this person got, or did not get, each message that was considered. */
export function MemberMessages({ base, rows, service, mail, ...paging }: Props) {
  const t = useTranslations("admin.messages");
  const words = useTranslations("delivery");
  return (
    <div className="grid gap-8">
      <Section title={t("campaigns")} description={t("campaignsHint")}>
        <Card flush>
          {rows.length === 0 ? (
            <EmptyState icon={<Mail />} title={t("none")} description={t("noneHint")} />
          ) : (
            <ul className="divide-y divide-line">
              {rows.map((row) => (
                <li key={`${row.versionId}${row.occurrence}`} className="grid gap-1 px-4 py-3">
                  <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <VerdictBadge verdict={row.verdict} />
                    <TextLink href={`${base}/campaigns/${row.campaignId}`} className="text-sm font-medium">
                      {row.campaignName}
                    </TextLink>
                    <span className="ms-auto text-xs text-ink-3">
                      <DateTime value={row.decidedAt ?? row.dueAt} form="dateTime" />
                    </span>
                  </div>
                  {row.productName && <p className="text-sm">{row.productName}</p>}
                  <div className="flex flex-wrap items-center justify-between gap-2">
                    <p className="text-sm text-ink-2">
                      <WhyWords message={row} />
                    </p>
                    {row.delivery && (
                      <span className="flex items-center gap-2">
                        <Reaction delivery={row.delivery} />
                        {mail(row.delivery.id)}
                      </span>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <ListFoot {...paging} />
      </Section>
      {service.length > 0 && (
        <Section title={t("service")} description={t("serviceHint")}>
          <Card flush>
            <ul className="divide-y divide-line">
              {service.map((row) => (
                <li key={row.deliveryId} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-sm">
                  <span className="font-medium">{words(`templates.${row.template}` as "templates.news")}</span>
                  <Badge>{words(`states.${row.state}` as "states.planned")}</Badge>
                  <Reaction delivery={row} />
                  <span className="ms-auto flex items-center gap-3 text-xs text-ink-3">
                    <DateTime value={row.sendAt} form="dateTime" />
                    {mail(row.deliveryId)}
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        </Section>
      )}
    </div>
  );
}
