import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { orNotFound } from "@/app/or-not-found";
import { AuditFilters } from "@/components/access/audit-filters";
import { AuditPage } from "@/components/access/audit-page";
import { addressOf } from "@/components/admin/address";
import { canReadAudit } from "@/server/tenancy/access";
import { adminCaller } from "../_parts/admin-gate";
import { ExportDialog } from "../exports/export-dialog";
import { auditModules, filterFrom, type AuditQuery } from "./audit-query";

interface Props {
  params: Promise<{ shop: string }>;
  searchParams: Promise<AuditQuery>;
}
export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("access.audit"))("title"),
});

export default async function Page({ params, searchParams }: Props) {
  const { cursor, ...query } = await searchParams;
  const { api, base, staff } = await adminCaller((await params).shop, "/audit", { ...query, cursor });
  if (canReadAudit(staff)) notFound();
  const filter = filterFrom(query);
  const [page, colleagues] = [await orNotFound(api.access.audit({ ...filter, cursor })), await api.tenancy.staff()];
  const people = colleagues.map(({ membershipId, name }) => ({ id: membershipId, name }));
  const path = `${base}/audit`;
  return (
    <AuditPage
      {...{ base, rows: page.rows, names: page.names }}
      nextHref={page.nextCursor && addressOf(path, { ...query, cursor: page.nextCursor })}
      firstHref={cursor ? addressOf(path, { ...query }) : null}
      filters={<AuditFilters {...{ path, people, value: query, modules: auditModules }} />}
      actions={<ExportDialog kind="audit_log" filter={filter} listHref={`${base}/exports`} />}
    />
  );
}
