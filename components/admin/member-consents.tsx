import { MailCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { DateTime } from "@/components/format/date-time";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";

export interface ConsentView {
  channel: string;
  isGranted: boolean;
  at: Date;
  source: string;
}

const places = [
  "my_page",
  "counter",
  "unsubscribe_link",
  "import",
  "sign_up",
  "joining",
  "phone_call",
  "letter",
  "bulk",
  "undo",
  "withdrawal",
] as const;
/** A known place of consent, or 'other'. */
export const placeKey = (source: string) => places.find((known) => known === source) ?? "other";

const channels = ["mail", "line", "sms", "push", "post", "phone"] as const;
export const channelKey = (channel: string) => channels.find((known) => known === channel) ?? "mail";

/** Every yes and no, with where it was said. */
export function MemberConsents({ consents }: { consents: readonly ConsentView[] }) {
  const t = useTranslations("admin.consents");
  const places = useTranslations("memberDesk.consents.places");
  return (
    <DataTable
      caption={t("title")}
      rows={consents}
      rowKey={(row) => `${row.channel}${row.at.toISOString()}`}
      empty={<EmptyState icon={<MailCheck />} title={t("none")} description={t("noneHint")} />}
      columns={[
        { key: "channel", header: t("channel"), cell: (row) => t(`channels.${channelKey(row.channel)}`) },
        {
          key: "answer",
          header: t("answer"),
          cell: (row) => (row.isGranted ? <Badge tone="ok">{t("yes")}</Badge> : <Badge>{t("no")}</Badge>),
        },
        { key: "where", header: t("where"), cell: (row) => places(placeKey(row.source)) },
        { key: "at", header: t("at"), cell: (row) => <DateTime value={row.at} form="dateTime" /> },
      ]}
    />
  );
}
