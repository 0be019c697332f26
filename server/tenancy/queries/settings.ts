import { eq, sql } from "drizzle-orm";
import { stores } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { type TenantRow, tenantOf } from "@/server/kernel/gate";
import { requestHash } from "@/server/kernel/signing";
import { canEditSettings, canManageStores, demand } from "../access";

// What each section of the settings is made of; its revision names these values, so that two people who change different
// sections do not disturb each other.
const sectionFields = {
  brand: ["name", "nameLatin", "brandColor", "logoFileId"],
  card: ["cardSymbology", "spendProof", "offlineSpendPerDay"],
  sending: [
    "mailFromName",
    "mailFromAddress",
    "legalName",
    "legalAddress",
    "contactUrl",
    "quietStartMinutes",
    "quietEndMinutes",
    "marketingCapPerWeek",
    "householdMail",
  ],
  language: ["defaultLocale", "timeZone", "businessDayStartMinutes"],
} as const satisfies Record<string, readonly (keyof TenantRow)[]>;
type SettingsSection = keyof typeof sectionFields;
type Section<S extends SettingsSection> = { revision: string } & Pick<TenantRow, (typeof sectionFields)[S][number]>;

/** The values of a section and the revision that names them. */
export function settingsSection<S extends SettingsSection>(name: S, shop: TenantRow): Section<S> {
  const values = Object.fromEntries(sectionFields[name].map((field) => [field, shop[field]]));
  return { ...values, revision: requestHash(values).slice(0, 16) } as Section<S>;
}

/** Everything about the shop that its people can set, by section. */
export async function settingsOf(ctx: Ctx) {
  demand(canEditSettings(ctx.actor));
  const shop = await tenantOf(ctx);
  return {
    slug: shop.slug,
    brand: settingsSection("brand", shop),
    card: settingsSection("card", shop),
    sending: settingsSection("sending", shop),
    language: settingsSection("language", shop),
  };
}

/** Names the values of a store as they are. */
export const storeRevision = (store: typeof stores.$inferSelect): string => {
  const { externalId, name, kind, postalCode, address, phone } = store;
  return requestHash({ externalId, name, kind, postalCode, address, phone }).slice(0, 16);
};

/** Every store, closed ones last, with how many colleagues are bound to it. */
export async function storeList(ctx: Ctx) {
  demand(canManageStores(ctx.actor));
  const rows = await read(ctx, (tx) =>
    tx
      .select({
        store: stores,
        staffCount: sql<number>`(select count(*) from staff_memberships m
          where m.tenant_id = ${stores.tenantId} and m.store_id = ${stores.id} and m.removed_at is null)`.mapWith(
          Number,
        ),
      })
      .from(stores)
      .where(eq(stores.tenantId, ctx.tenant))
      .orderBy(sql`${stores.closedAt} is not null`, stores.externalId),
  );
  return rows.map(({ store, staffCount }) => {
    const { tenantId: _tenant, createdAt: _made, ...shown } = store;
    return { ...shown, staffCount, revision: storeRevision(store) };
  });
}
