import "server-only";
import { getTranslations } from "next-intl/server";
import type { VerdictName } from "@/components/admin/message-view";
import { AddressSearch } from "../../_parts/address-search";
import { ExportDialog } from "../../exports/export-dialog";

type Props = { base: string; campaignId: string; verdict: VerdictName | null; canExport: boolean };

/** Finding one person's verdict, and taking the list along as a file. */
export async function LogTools({ base, campaignId, verdict, canExport }: Props) {
  const t = await getTranslations("campaigns.log");
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <AddressSearch label={t("search")} />
      {canExport && (
        <ExportDialog
          kind="campaign_log"
          filter={{ campaignId, ...(verdict ? { verdict } : {}) }}
          listHref={`${base}/exports`}
          label={t("export")}
        />
      )}
    </div>
  );
}
