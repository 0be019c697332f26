import "server-only";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { memberCaller } from "./member-gate";

interface Props {
  params: Promise<{ shop: string }>;
  children: ReactNode;
}

/**
 * Around pages that show a skeleton while they read: a stranger is sent away before anything is drawn, by a redirect that machines
 * understand. The pages ask again, as a layout stays when one moves on.
 */
export async function MemberOnly({ params, children }: Props) {
  const { shop } = await params;
  const asked = (await headers()).get("x-goen-path") ?? "";
  const base = `/${shop}/my`;
  await memberCaller(shop, asked.startsWith(`${base}/`) ? asked.slice(base.length) : "");
  return children;
}
