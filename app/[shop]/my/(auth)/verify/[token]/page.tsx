import { LinkPage } from "../../link-page";

interface Props {
  params: Promise<{ shop: string; token: string }>;
}

export default async function Page({ params }: Props) {
  const { shop, token } = await params;
  return <LinkPage slug={shop} kind="verify" token={token} />;
}
