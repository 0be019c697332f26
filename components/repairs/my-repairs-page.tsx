import { ChevronRight, Wrench } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { ProductPicture } from "@/components/my/product-picture";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { RepairState } from "@/server/repairs/input";
import { Receipt } from "./receipt-number";
import { RepairStateBadge } from "./state-badge";

export interface MyRepairView {
  repairId: string;
  receiptNo: string;
  productName: string;
  imageUrl: string | null;
  state: RepairState;
  requestedAt: Date;
}

const closed: ReadonlySet<RepairState> = new Set(["done", "declined", "refused", "cancelled"]);

/** A member's repairs: those under way, then the earlier ones. */
export function MyRepairsPage({ base, repairs }: { base: string; repairs: readonly MyRepairView[] }) {
  const t = useTranslations("repairs.mine");
  const groups = [
    { key: "open", rows: repairs.filter(({ state }) => !closed.has(state)) },
    { key: "closed", rows: repairs.filter(({ state }) => closed.has(state)) },
  ] as const;
  const ask = (
    <ButtonLink href={`${base}/repairs/new`} variant="primary" icon={<Wrench aria-hidden />}>
      {t("new")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} actions={repairs.length > 0 && ask} />
      {repairs.length === 0 ? (
        <Card flush>
          <EmptyState icon={<Wrench />} title={t("none")} description={t("noneHint")} actions={ask} />
        </Card>
      ) : (
        <div className="grid gap-8">
          {groups
            .filter(({ rows }) => rows.length > 0)
            .map(({ key, rows }) => (
              <Section key={key} title={t(key)}>
                <RepairList base={base} repairs={rows} />
              </Section>
            ))}
        </div>
      )}
    </>
  );
}

function RepairList({ base, repairs }: { base: string; repairs: readonly MyRepairView[] }) {
  const t = useTranslations("repairs.mine");
  const formats = useFormats();
  return (
    <Card flush>
      <ul className="divide-y divide-line">
        {repairs.map((repair) => (
          <li key={repair.repairId}>
            <Link
              href={`${base}/repairs/${repair.repairId}`}
              className="flex items-center gap-3 p-3 transition-colors hover:bg-hover focus-visible:-outline-offset-2 sm:p-4"
            >
              <ProductPicture url={repair.imageUrl} className="size-14" />
              <span className="grid min-w-0 flex-1 gap-1">
                <span className="line-clamp-2 text-sm leading-snug font-medium">{repair.productName}</span>
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-3">
                  <RepairStateBadge state={repair.state} own />
                  <Receipt no={repair.receiptNo} />
                  {t("askedOn", { day: formats.date(repair.requestedAt) })}
                </span>
              </span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
