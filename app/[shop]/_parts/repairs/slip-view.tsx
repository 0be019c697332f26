import "server-only";
import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { RepairSlip } from "@/components/repairs/repair-slip";
import { ButtonLink } from "@/components/ui/button-link";
import type { callerFor } from "@/server/trpc/caller";
import { PrintButton } from "./print-button";

interface Props {
  api: Awaited<ReturnType<typeof callerFor>>["api"];
  repairId: string;
  boardHref: string;
}

/** The slip as it will be printed, and the button that prints it. */
export async function SlipView({ api, repairId, boardHref }: Props) {
  const [t, slip] = await Promise.all([getTranslations("repairs.slip"), orNotFound(api.repairs.slip({ repairId }))]);
  return (
    <>
      <div className="mb-5 flex flex-wrap justify-between gap-3 print:hidden">
        <ButtonLink href={`${boardHref}/${repairId}`} variant="ghost">
          {t("back")}
        </ButtonLink>
        <PrintButton>{t("print")}</PrintButton>
      </div>
      <RepairSlip slip={slip} />
    </>
  );
}
