import { Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PersonName } from "@/components/format/person-name";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import type { RepairState } from "@/server/repairs/input";
import { type EstimateData, EstimateView } from "./estimate-view";
import { RepairHistory, type RepairEventView } from "./history";
import { Receipt } from "./receipt-number";
import { RequestFacts, type RequestFactsView } from "./request-facts";
import { RepairStateBadge } from "./state-badge";

interface Sheet extends RequestFactsView {
  repairId: string;
  receiptNo: string;
  state: RepairState;
  dueAt: Date | null;
  isOverdue: boolean;
  estimates: readonly EstimateData[];
  events: readonly RepairEventView[];
}

interface Person {
  memberNo: string;
  familyName: string | null;
  givenName: string | null;
  familyKana: string | null;
  givenKana: string | null;
  phone: string | null;
}

interface Props {
  repair: Sheet;
  member: Person;
  memberHref: string;
  boardHref: string;
  now: Date;
  actions: ReactNode;
  judgement: ReactNode;
  photos: ReactNode;
  notes: ReactNode;
}

const dayMs = 86_400_000;

/** One repair as the shop's people work on it: what to do next, then everything that is known. */
export function RepairSheet({ repair, member, memberHref, boardHref, now, actions, judgement, photos, notes }: Props) {
  const t = useTranslations("repairs");
  const late = repair.dueAt ? Math.max(1, Math.ceil((now.getTime() - repair.dueAt.getTime()) / dayMs)) : 0;
  return (
    <>
      <PageHeader
        title={repair.productName}
        back={{ href: boardHref, label: t("sheet.back") }}
        badge={<RepairStateBadge state={repair.state} />}
        description={
          <>
            {t("number")} <Receipt no={repair.receiptNo} className="font-semibold text-ink" />
          </>
        }
        actions={
          <ButtonLink href={`${boardHref}/${repair.repairId}/slip`} icon={<Printer aria-hidden />}>
            {t("sheet.print")}
          </ButtonLink>
        }
      />
      <div className="grid gap-6">
        {repair.isOverdue && <Notice tone="danger">{t("sheet.overdue", { days: late })}</Notice>}
        {actions}
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <div className="grid min-w-0 gap-6">
            <Card className="flex flex-wrap items-center justify-between gap-3">
              <div>
                <h2 className="mb-1 text-xs font-normal text-ink-3">{t("sheet.customer")}</h2>
                <PersonName name={{ ...member, memberNumber: member.memberNo }} honorific className="font-semibold" />
                <p className="tabular text-sm text-ink-3">
                  {[member.memberNo, member.phone].filter(Boolean).join("　")}
                </p>
              </div>
              <TextLink href={memberHref}>{t("sheet.openMember")}</TextLink>
            </Card>
            <Section title={t("sheet.facts")}>
              <Card>
                <RequestFacts repair={repair} />
              </Card>
            </Section>
            <Section title={t("sheet.photos")}>{photos}</Section>
          </div>
          <div className="grid min-w-0 gap-6">
            {judgement}
            {repair.estimates.map((estimate) => (
              <Card key={estimate.version}>
                <EstimateView estimate={estimate} />
              </Card>
            ))}
            {notes}
            <Section title={t("sheet.history")}>
              <Card>
                <RepairHistory events={repair.events} who />
              </Card>
            </Section>
          </div>
        </div>
      </div>
    </>
  );
}
