import { getTranslations } from "next-intl/server";
import { PageHeader } from "@/components/layout/page-header";
import { dateForms, importFields } from "@/server/imports/rules/fields";
import { env } from "@/server/kernel/env";
import { importCaller, returnPath } from "../_parts/import-gate";
import { NewImport } from "../_parts/new-import";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ kind?: string; file?: string; returnTo?: string }>;
}

export const generateMetadata = async () => ({ title: (await getTranslations("imports.screen"))("start") });

export default async function Page({ params, searchParams }: Props) {
  const { base, slug } = await importCaller((await params).shop, "/imports/new", await searchParams);
  const { kind, file, returnTo } = await searchParams;
  const t = await getTranslations("imports.screen");
  const choices = (name: keyof typeof importFields) =>
    importFields[name].map((field) => ({ name: field.name, isRequired: field.isRequired ?? false }));
  return (
    <>
      <PageHeader title={t("start")} back={{ href: `${base}/imports`, label: t("back") }} />
      <NewImport
        {...{ slug, base, dateForms }}
        maxMegabytes={env().GOEN_UPLOAD_MAX_MB}
        fields={{
          members: choices("members"),
          products: choices("products"),
          stores: choices("stores"),
          purchases: choices("purchases"),
        }}
        start={{ kind, fileId: file }}
        returnTo={returnPath(slug, returnTo)}
      />
    </>
  );
}
