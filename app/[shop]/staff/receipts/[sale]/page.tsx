import { getTranslations } from "next-intl/server";
import { PrintButton } from "@/app/[shop]/_parts/repairs/print-button";
import { orNotFound } from "@/app/or-not-found";
import { CounterReceipt } from "@/components/staff/counter-receipt";
import { ButtonLink } from "@/components/ui/button-link";
import { callerFor } from "@/server/trpc/caller";

interface Props {
  params: Promise<{ shop: string; sale: string }>;
  searchParams: Promise<{ member?: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("counter.receipt"))("title") });

/** The receipt as the counter prints it: ?member=… for a member's. */
export default async function Page({ params, searchParams }: Props) {
  const [{ shop, sale: purchaseId }, { member: memberId = null }] = await Promise.all([params, searchParams]);
  const t = await getTranslations("counter.receipt");
  const { api } = await callerFor(shop);
  const receipt = await orNotFound(api.counter.receipt({ purchaseId, memberId }));
  const pdf = `/${shop}/staff/receipts/${purchaseId}/pdf${memberId ? `?member=${memberId}` : ""}`;
  return (
    <>
      <div className="mb-5 flex flex-wrap justify-between gap-3 print:hidden">
        <ButtonLink href={`/${shop}/staff`} variant="ghost">
          {t("back")}
        </ButtonLink>
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={pdf} target="_blank" prefetch={false}>
            {t("pdf")}
          </ButtonLink>
          <PrintButton>{t("print")}</PrintButton>
        </div>
      </div>
      <CounterReceipt receipt={receipt} />
    </>
  );
}
