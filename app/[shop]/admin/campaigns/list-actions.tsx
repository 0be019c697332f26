import "server-only";
import { Plus } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/components/ui/button-link";
import { canEditCampaigns } from "@/server/campaigns/access";
import type { Actor } from "@/server/kernel/ctx";
import { ApprovalLimit } from "../_parts/approval-limit";

type Props = { base: string; staff: Actor; settings: { approvalAbove: number | null; canChange: boolean } };

/** Making a campaign, and from which size on a second person is asked; nothing for whoever only reads. */
export async function ListActions({ base, staff, settings }: Props) {
  const t = await getTranslations("composer.new");
  if (canEditCampaigns(staff)) return null;
  return (
    <>
      <ApprovalLimit {...settings} />
      <ButtonLink href={`${base}/campaigns/new`} variant="primary" icon={<Plus aria-hidden />}>
        {t("title")}
      </ButtonLink>
    </>
  );
}
