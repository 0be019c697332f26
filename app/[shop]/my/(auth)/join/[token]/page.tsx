import { LinkPage } from "../../link-page";

interface Props {
  params: Promise<{ shop: string; token: string }>;
  searchParams: Promise<{ returnTo?: string }>;
}

export default async function Page({ params, searchParams }: Props) {
  const { shop, token } = await params;
  const { returnTo } = await searchParams;
  return <LinkPage slug={shop} kind="join" token={token} returnTo={returnTo} />;
}
