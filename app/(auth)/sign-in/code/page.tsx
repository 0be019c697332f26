import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { redirect } from "next/navigation";
import { CodeForm } from "@/components/auth/code-form";
import { AuthShell } from "@/components/layout/auth-shell";
import { Button } from "@/components/ui/button";
import { isAwaitingCode } from "@/server/tenancy/auth/session";
import { signOut } from "../actions";
import { proveCode } from "./actions";

interface Props {
  searchParams: Promise<{ returnTo?: string }>;
}
export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("access.code"))("title"),
});

export default async function Page({ searchParams }: Props) {
  const { returnTo = "" } = await searchParams;
  if (!(await isAwaitingCode())) redirect(returnTo ? `/shops?returnTo=${encodeURIComponent(returnTo)}` : "/shops");
  const [t, common] = [await getTranslations("access.code"), await getTranslations("common")];
  const other = (
    <form action={signOut}>
      <Button type="submit" variant="ghost">
        {t("other")}
      </Button>
    </form>
  );
  return (
    <AuthShell productName={common("productName")} title={t("title")} description={t("description")} footer={other}>
      <CodeForm action={proveCode.bind(null, returnTo)} />
    </AuthShell>
  );
}
