"use client";

import { Check, CornerUpLeft, Hand, PackageCheck, Wrench, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { Coverage, RepairState } from "@/server/repairs/input";
import { EstimateDialog } from "./estimate-dialog";
import { ItemButton } from "./item-button";
import { SaidDialog } from "./said-dialog";
import { StepDialog } from "./step-dialog";

export interface ActionRepair {
  repairId: string;
  version: number;
  state: RepairState;
  next: readonly RepairState[];
  coverage: Coverage;
  promisedOn: string | null;
  today: string;
  itemInAt: Date | null;
  itemOutAt: Date | null;
  storeId: string | null;
  accessories: string | null;
  estimates: readonly { version: number; state: string; validUntil: string; hasExpired: boolean }[];
}

/** What can be done with a repair where it stands; the likeliest first. */
export function NextActions({
  repair,
  stores,
}: {
  repair: ActionRepair;
  stores: readonly { id: string; name: string }[];
}) {
  const t = useTranslations("repairs.sheet");
  const formats = useFormats();
  const { state, next } = repair;
  const waiting = state === "quoted" ? repair.estimates.find((estimate) => estimate.state === "sent") : undefined;
  const may = (to: RepairState) => next.includes(to);
  const isFree = repair.coverage === "warranty";
  const isHere = repair.itemInAt !== null && repair.itemOutAt === null;
  return (
    <Card className="grid gap-4">
      <h2 className="text-lg">{t("next")}</h2>
      {waiting && (
        <Notice tone={waiting.hasExpired ? "warn" : "info"}>
          {waiting.hasExpired ? t("waitsExpired") : t("waits", { day: formats.date(waiting.validUntil) })}
        </Notice>
      )}
      {next.length === 0 && !isHere && <p className="text-sm text-ink-3">{t("nothing")}</p>}
      <div className="flex flex-wrap gap-3">
        {state === "received" && may("approved") && isFree && (
          <StepDialog
            {...{ repair }}
            to="approved"
            label={t("approve")}
            variant="primary"
            icon={<Check aria-hidden />}
            wantsPromise
          />
        )}
        {waiting && !waiting.hasExpired && <SaidDialog repair={repair} estimateVersion={waiting.version} />}
        {state === "approved" && may("in_repair") && (
          <StepDialog
            {...{ repair }}
            to="in_repair"
            label={t("start")}
            variant="primary"
            icon={<Wrench aria-hidden />}
            wantsPromise
          />
        )}
        {state === "in_repair" && may("ready") && (
          <StepDialog
            {...{ repair }}
            to="ready"
            label={t("finish")}
            description={t("finishText")}
            variant="primary"
            icon={<PackageCheck aria-hidden />}
          />
        )}
        {state === "ready" && may("done") && (
          <StepDialog
            {...{ repair }}
            to="done"
            label={t("handBack")}
            description={t("handBackText")}
            variant="primary"
            icon={<Hand aria-hidden />}
          />
        )}
        {may("quoted") && (
          <EstimateDialog
            repair={repair}
            label={t(repair.estimates.length > 0 ? "quoteAgain" : "quote")}
            variant={(state === "received" && !isFree) || waiting?.hasExpired ? "primary" : "secondary"}
          />
        )}
        <ItemButton {...{ repair, stores }} isHere={isHere} isOver={next.length === 0 || state === "declined"} />
        {state === "ready" && may("in_repair") && (
          <StepDialog
            {...{ repair }}
            to="in_repair"
            label={t("backToRepair")}
            icon={<CornerUpLeft aria-hidden />}
            wantsPromise
          />
        )}
        {may("refused") && (
          <StepDialog
            {...{ repair }}
            to="refused"
            label={t("refuse")}
            title={t("refuseTitle")}
            description={t("refuseText")}
            variant="danger-quiet"
            icon={<X aria-hidden />}
            wantsReason
          />
        )}
        {may("cancelled") && (
          <StepDialog
            {...{ repair }}
            to="cancelled"
            label={t("cancel")}
            title={t("cancelTitle")}
            description={t("cancelText")}
            variant="danger-quiet"
            wantsReason
          />
        )}
      </div>
    </Card>
  );
}
