import type { Metadata } from "next";
import { getLocale } from "next-intl/server";
import { notFound } from "next/navigation";
import { UnsubscribeForm } from "@/components/mail/unsubscribe-form";
import { unsubscribeView } from "@/server/http/tracking";
import { namedIn } from "@/server/kernel/gate";

interface Props {
  params: Promise<{ shop: string; token: string }>;
}

export const metadata: Metadata = { robots: "noindex", referrer: "no-referrer" };

export default async function UnsubscribePage({ params }: Props) {
  const { shop, token } = await params;
  const view = await unsubscribeView(shop, token);
  if (!view) notFound();
  return (
    <UnsubscribeForm
      shop={namedIn(view.shop, await getLocale())}
      isStopped={view.isStopped}
      action={`/api/t/u/${token}`}
    />
  );
}
