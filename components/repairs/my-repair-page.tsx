import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { ProductPicture } from "@/components/my/product-picture";
import { Card, Section } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { Notice } from "@/components/ui/notice";
import type { Coverage, RepairState } from "@/server/repairs/input";
import { AnswerPanel, CancelRepair } from "./answer-panel";
import { type EstimateData, EstimateView } from "./estimate-view";
import { RepairHistory, type RepairEventView } from "./history";
import { PhotoStrip } from "./photo-strip";
import { ProgressTrack } from "./progress-track";
import { Receipt } from "./receipt-number";
import { RequestFacts, type RequestFactsView } from "./request-facts";
import type { Refused } from "./request-values";
import { RepairStateBadge } from "./state-badge";

export interface MyRepair extends RequestFactsView {
  repairId: string;
  version: number;
  receiptNo: string;
  state: RepairState;
  imageUrl: string | null;
  coverage: Coverage;
  promisedOn: string | null;
  photos: readonly { fileId: string }[];
  estimates: readonly EstimateData[];
  events: readonly RepairEventView[];
  next: readonly RepairState[];
}

type Outcome = { ok: true } | Refused;

interface Props {
  base: string;
  slug: string;
  repair: MyRepair;
  signInHref: string;
  answer: (of: {
    repairId: string;
    version: number;
    estimateVersion: number;
    answer: "approve" | "decline";
  }) => Promise<Outcome>;
  cancel: (of: { repairId: string; version: number }) => Promise<Outcome>;
}

/** A member's own repair: how far it is, what it costs and what to say to it, what was asked for. */
export function MyRepairPage({ base, slug, repair, signInHref, answer, cancel }: Props) {
  const t = useTranslations("repairs");
  const formats = useFormats();
  const { repairId, version, state } = repair;
  const reached: Partial<Record<RepairState, Date>> = {};
  for (const event of repair.events.toReversed())
    if (event.kind === "state" && event.toState) reached[event.toState] = event.at;
  const [latest, ...earlier] = repair.estimates;
  const waits = state === "quoted" && latest?.state === "sent" ? latest : null;
  const isOpen = ["received", "quoted", "approved", "in_repair", "ready"].includes(state);
  return (
    <>
      <PageHeader
        title={repair.productName}
        back={{ href: `${base}/repairs`, label: t("mine.back") }}
        badge={<RepairStateBadge state={state} own />}
      />
      <div className="grid gap-6">
        <Card className="grid gap-5 sm:grid-cols-[1fr_1.2fr] sm:items-start">
          <div className="flex items-center gap-4">
            <ProductPicture url={repair.imageUrl} className="size-20" />
            <p>
              <span className="block text-xs text-ink-3">{t("number")}</span>
              <Receipt no={repair.receiptNo} className="text-2xl font-semibold" />
            </p>
          </div>
          <ProgressTrack
            state={state}
            reached={reached}
            isQuoted={repair.coverage === "paid" || repair.estimates.length > 0}
          />
        </Card>
        {state === "ready" && (
          <Notice tone="ok">
            {repair.handOver === "pick_up" ? t("page.readyPickUp") : t("page.readySoon")}
            {repair.storeName && <span className="ms-2 font-medium">{repair.storeName}</span>}
          </Notice>
        )}
        {latest && (
          <Section title={t("estimate.title")}>
            <Card className="grid gap-5">
              <EstimateView estimate={latest} />
              <AnswerPanel
                {...{ repairId, version, signInHref, answer }}
                waits={waits && { version: waits.version, hasExpired: waits.hasExpired }}
                words={{
                  approveText: t("estimate.approveText", { total: formats.yen(latest.totalYen) }),
                  declineFee:
                    latest.declineFeeYen > 0
                      ? t("estimate.declineFee", { amount: formats.yen(latest.declineFeeYen) })
                      : t("estimate.declineNoFee"),
                }}
              />
              {earlier.map((estimate) => (
                <details key={estimate.version} className="border-t border-line pt-3 text-sm">
                  <summary className="flex min-h-11 cursor-pointer items-center text-ink-2">
                    {t("estimate.version", { n: estimate.version })}・{t(`estimate.states.${estimate.state}`)}
                  </summary>
                  <EstimateView estimate={estimate} />
                </details>
              ))}
            </Card>
          </Section>
        )}
        <Section title={t("page.requested")}>
          <Card className="grid gap-4">
            {isOpen && (
              <DescriptionList
                className="border-b border-line"
                items={[
                  {
                    key: "promised",
                    term: t("page.promised"),
                    value: repair.promisedOn ? formats.date(repair.promisedOn) : t("page.noPromise"),
                  },
                  {
                    key: "coverage",
                    term: t("page.coverage"),
                    value: (
                      <>
                        {t(repair.coverage === "warranty" ? "page.coverageWarranty" : "page.coveragePaid")}
                        {state === "received" && (
                          <span className="block text-xs text-ink-3">{t("page.coverageNote")}</span>
                        )}
                      </>
                    ),
                  },
                ]}
              />
            )}
            <RequestFacts repair={repair} />
            {repair.photos.length > 0 && <PhotoStrip shop={slug} photos={repair.photos} />}
          </Card>
        </Section>
        <Section title={t("page.history")}>
          <Card>
            <RepairHistory events={repair.events} />
          </Card>
        </Section>
        <CancelRepair {...{ repairId, version, signInHref, cancel }} isPossible={repair.next.includes("cancelled")} />
      </div>
    </>
  );
}
