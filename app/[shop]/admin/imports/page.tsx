import { getTranslations } from "next-intl/server";
import { orNotFound } from "@/app/or-not-found";
import { ImportsPage } from "@/components/imports/imports-page";
import { importKindNames } from "@/components/imports/report-view";
import { importCaller } from "./_parts/import-gate";
import { RememberedMappings } from "./_parts/remembered-mappings";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ kind?: string; cursor?: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("imports.screen"))("title") });

export default async function Page({ params, searchParams }: Props) {
  const { api, base, context } = await importCaller((await params).shop, "/imports", await searchParams);
  const { kind: wanted, cursor } = await searchParams;
  const kind = importKindNames.find((name) => name === wanted);
  const [found, mappings] = await Promise.all([
    orNotFound(api.imports.list({ kind, cursor: cursor || undefined })),
    api.imports.mappings(),
  ]);
  return (
    <ImportsPage
      base={base}
      kind={kind ?? null}
      rows={found.rows}
      nextCursor={found.nextCursor}
      isFirstPage={!cursor}
      now={context.now}
      mappings={<RememberedMappings mappings={mappings} />}
    />
  );
}
