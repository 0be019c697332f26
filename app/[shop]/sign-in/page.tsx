import { redirect } from "next/navigation";
import { callerFor } from "@/server/trpc/caller";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<{ returnTo?: string }>;
}

/** The shop's own address for its staff; the sign-in is one for all shops. */
export default async function Page({ params, searchParams }: Props) {
  const { shop } = await callerFor((await params).shop);
  const { returnTo = `/${shop.slug}/admin` } = await searchParams;
  redirect(`/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
}
