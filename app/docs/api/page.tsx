import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ApiReference } from "@/components/api-docs/api-reference";
import { openApiDocument } from "@/server/http/v1/openapi";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("pos.docs"))("title"),
});

export default function Page() {
  const { paths } = openApiDocument();
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return <ApiReference calls={calls} />;
}
