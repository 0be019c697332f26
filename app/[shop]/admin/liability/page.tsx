import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/or-not-found";
import { LiabilityPage } from "@/components/admin/liability-page";
import { canReadBooks } from "@/server/books/access";
import { canRequestExport } from "@/server/tenancy/access";
import { adminCaller } from "../_parts/admin-gate";
import { JournalExport } from "./journal-export";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ on?: string }>;
}
export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("books.liability"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const { on } = await searchParams;
  const { api, base, staff } = await adminCaller((await params).shop, "/liability", { on });
  if (canReadBooks(staff)) notFound();
  const asked = on && /^\d{4}-\d\d-\d\d$/.test(on) ? { on } : {};
  const [liability, lapse] = await Promise.all([orNotFound(api.books.liability(asked)), api.books.lapse()]);
  return (
    <LiabilityPage {...{ liability, lapse }} path={`${base}/liability`}>
      {canRequestExport(staff) === null && (
        <JournalExport month={liability.on.slice(0, 7)} listHref={`${base}/exports`} />
      )}
    </LiabilityPage>
  );
}
