import "server-only";
import { cookies } from "next/headers";
import { callerFor } from "@/server/trpc/caller";
import { storeCookie } from "./store-cookie";

/** The store at which this device stands, as far as the server can know; the layout asks where it does not. */
export async function counterStore(slug: string): Promise<string | undefined> {
  const { context } = await callerFor(slug);
  return (await context.staff())?.storeId ?? (await cookies()).get(storeCookie(slug))?.value;
}
