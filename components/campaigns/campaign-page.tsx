import { useTranslations } from "next-intl";
import type { ComponentProps, ReactNode } from "react";
import type { VerdictName } from "@/components/admin/message-view";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { Section } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import type { CampaignDefinition, CampaignDraft } from "@/server/campaigns/input";
import { CampaignHistory } from "./campaign-history";
import { CampaignLog } from "./campaign-log";
import { FiveValues, MissingPart } from "./five-values";
import { type CampaignStateName, StateBadge } from "./state-badge";

export interface CampaignView {
  id: string;
  name: string;
  state: CampaignStateName;
  messageClass: "marketing" | "service";
  priority: number;
  revision: number;
  draft: CampaignDraft;
  missing: string | null;
  current: { versionNo: number; definition: CampaignDefinition } | null;
  versions: ComponentProps<typeof CampaignHistory>["versions"];
  changes: ComponentProps<typeof CampaignHistory>["changes"];
  nextRunAt: Date | null;
  archivedAt: Date | null;
  approval: { state: string } | null;
  canEdit: boolean;
}

interface Props {
  base: string;
  campaign: CampaignView;
  colleagues: Readonly<Record<string, string>>;
  verdict: VerdictName | null;
  given: readonly VerdictName[];
  log: Pick<ComponentProps<typeof CampaignLog>, "rows" | "nextCursor" | "isFirstPage" | "seesPersons" | "q">;
  /** Finds one person's verdict. */
  search: ReactNode;
  /** The draft says something else than the version that runs. */
  hasChanges: boolean;
  actions: ReactNode;
  target: ReactNode;
  contents: ReactNode;
  numbers: ReactNode;
}

/** One campaign: what it is, what it did, to whom and why. */
export function CampaignPage({
  base,
  campaign,
  colleagues,
  verdict,
  given,
  log,
  search,
  hasChanges,
  actions,
  target,
  contents,
  numbers,
}: Props) {
  const t = useTranslations("campaigns");
  const path = `${base}/campaigns/${campaign.id}`;
  // Before the first launch there is nothing to count.
  const isLaunched = campaign.current !== null;
  return (
    <>
      <PageHeader
        back={{ href: `${base}/campaigns`, label: t("list.title") }}
        title={campaign.name}
        badge={
          <>
            <StateBadge state={campaign.state} />
            <Badge>{t(`messageClass.${campaign.messageClass}`)}</Badge>
          </>
        }
        description={campaign.current ? t("page.version", { no: campaign.current.versionNo }) : t("page.neverLaunched")}
        actions={actions}
      />
      <div className="grid gap-8">
        {campaign.archivedAt && <Notice>{t("page.archived")}</Notice>}
        {campaign.approval?.state === "waiting" ? (
          <Notice
            title={t("page.waiting")}
            actions={campaign.canEdit && <TextLink href={`${path}/edit?step=check`}>{t("page.answer")}</TextLink>}
          />
        ) : (
          !campaign.current && <MissingPart missing={campaign.missing} />
        )}
        {hasChanges && (
          <Notice
            title={t("page.changed")}
            actions={campaign.canEdit && <TextLink href={`${path}/edit?step=check`}>{t("page.seeChanges")}</TextLink>}
          >
            {t("page.changedHint")}
          </Notice>
        )}
        {isLaunched && numbers}
        <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-6">
          <Section title={t("page.values")}>
            <FiveValues
              definition={campaign.current?.definition ?? campaign.draft}
              {...{ target, contents }}
              nextRunAt={campaign.nextRunAt}
            />
          </Section>
          <CampaignHistory changes={campaign.changes} versions={campaign.versions} names={colleagues} />
        </div>
        {isLaunched && <CampaignLog {...{ base, path, verdict, given, search }} {...log} />}
      </div>
    </>
  );
}
