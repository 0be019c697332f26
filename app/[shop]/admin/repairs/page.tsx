import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type BoardQuery, RepairBoard } from "@/app/[shop]/_parts/repairs/board-view";
import { PersonsHidden } from "@/components/admin/persons-hidden";
import { canReadRepairs } from "@/server/repairs/access";
import { adminCaller } from "../_parts/admin-gate";
import { Figures } from "./figures";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<BoardQuery>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("repairs.board"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const query = await searchParams;
  const { api, base, staff, context, shop } = await adminCaller((await params).shop, "/repairs", { ...query });
  const figures = <Figures {...{ api, query }} now={context.now} timeZone={shop.timeZone} />;
  if (canReadRepairs(staff)) {
    const t = await getTranslations("repairs.board");
    return (
      <>
        <PersonsHidden title={t("title")} />
        {figures}
      </>
    );
  }
  return <RepairBoard api={api} path={`${base}/repairs`} query={query} now={context.now} above={figures} />;
}
