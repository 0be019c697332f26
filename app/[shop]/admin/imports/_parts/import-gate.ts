import "server-only";
import { notFound } from "next/navigation";
import { canImport } from "@/server/imports/access";
import { ownPath } from "@/server/tenancy/rules";
import { adminCaller } from "../../_parts/admin-gate";

/** The caller of someone who may take in files; for everybody else there is no such page. */
export async function importCaller(slug: string, path: string, query: Record<string, string | undefined> = {}) {
  const caller = await adminCaller(slug, path, query);
  if (canImport(caller.staff)) notFound();
  return { ...caller, slug };
}

/** Where the import was begun from, if that is a page of this shop's office. */
export const returnPath = (slug: string, wanted: string | undefined): string | null =>
  ownPath(wanted, `/${slug}/admin`, "") || null;
