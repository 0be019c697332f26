import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { callerFor } from "@/server/trpc/caller";

interface Props {
  params: Promise<{ shop: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  // Addresses of one-time links are secrets: no other site hears of them, nor a search engine. Our own does: a form sent before React is there
  // must say where it comes from, or it is refused as another site's.
  const secret: Metadata = { referrer: "same-origin", robots: { index: false } };
  const found = await callerFor((await params).shop).catch(() => null);
  if (!found) return secret;
  const t = await getTranslations("my.home");
  const { name } = found.shop;
  return { ...secret, title: { default: `${t("title")} | ${name}`, template: `%s | ${name}` } };
}

export default function AuthLayout({ children }: Pick<Props, "children">) {
  return children;
}
