import { MyShellSample } from "../../my-shell-sample";

export default async function Page({ searchParams }: { searchParams: Promise<{ brand?: string }> }) {
  return <MyShellSample brand={(await searchParams).brand} />;
}
