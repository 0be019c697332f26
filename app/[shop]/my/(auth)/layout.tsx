import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { callerFor } from "@/server/trpc/caller";

interface Props {
  params: Promise<{ shop: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  // Addresses of one-time links are secrets: they must not travel in a Referer header, nor into a search engine.
  const secret: Metadata = { referrer: "no-referrer", robots: { index: false } };
  const found = await callerFor((await params).shop).catch(() => null);
  if (!found) return secret;
  const t = await getTranslations("my.home");
  const { name } = found.shop;
  return { ...secret, title: { default: `${t("title")} | ${name}`, template: `%s | ${name}` } };
}

export default function AuthLayout({ children }: Pick<Props, "children">) {
  return children;
}
