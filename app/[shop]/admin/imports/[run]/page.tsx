import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { ImportHead } from "@/components/imports/import-head";
import { importCaller, returnPath } from "../_parts/import-gate";
import { LiveRun } from "../_parts/live-run";

interface Props {
  params: Promise<{ shop: string; run: string }>;
  searchParams: Promise<{ returnTo?: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("imports.screen"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const { shop, run: runId } = await params;
  const query = await searchParams;
  const { api, base, slug } = await importCaller(shop, `/imports/${runId}`, query);
  const run = await orNotFound(api.imports.byId({ runId }));
  return (
    <>
      <ImportHead base={base} run={run} />
      <LiveRun key={runId} {...{ slug, base }} initial={run} returnTo={returnPath(slug, query.returnTo)} />
    </>
  );
}
