import { HomePage } from "@/components/admin/home-page";
import { adminCaller } from "./_parts/admin-gate";

interface Props {
  params: Promise<{ shop: string }>;
}

export default async function Page({ params }: Props) {
  const { api, base, context } = await adminCaller((await params).shop);
  return <HomePage base={base} overview={await api.results.overview()} now={context.now} />;
}
