import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { type BoardQuery, RepairBoard } from "@/app/[shop]/_parts/repairs/board-view";
import { callerFor } from "@/server/trpc/caller";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<BoardQuery>;
}

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("repairs.board"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const [{ shop }, query] = await Promise.all([params, searchParams]);
  const { api, context } = await callerFor(shop);
  return <RepairBoard api={api} path={`/${shop}/staff/repairs`} query={query} now={context.now} />;
}
