import { randomInt } from "node:crypto";
import type { Tx } from "../client";
import { members } from "../schema/members";
import { products } from "../schema/catalog";
import { stores, tenants } from "../schema/tenancy";

// Rows for tests. The caller gives ids and the transaction; what a test cares about it overrides, the rest is plausible.

type NewTenant = typeof tenants.$inferInsert;
type NewMember = typeof members.$inferInsert;
type NewProduct = typeof products.$inferInsert;
type NewStore = typeof stores.$inferInsert;

const stamp = new Date("2026-01-05T01:00:00Z");

export async function insertTenant(tx: Tx, row: Pick<NewTenant, "id"> & Partial<NewTenant>) {
  const values: NewTenant = {
    slug: `shop-${row.id.slice(-12)}`,
    name: "試験商店",
    nameLatin: "Test Shop",
    trade: "electronics",
    brandColor: "#0f5ea8",
    mailFromName: "試験商店",
    mailFromAddress: "shop@example.jp",
    legalName: "株式会社試験商店",
    legalAddress: "東京都千代田区1-1-1",
    contactUrl: "https://example.jp/contact",
    createdAt: stamp,
    ...row,
  };
  await tx.insert(tenants).values(values);
  return values;
}

export async function insertMember(tx: Tx, row: Pick<NewMember, "tenantId" | "memberId"> & Partial<NewMember>) {
  const values: NewMember = {
    memberNo: `T${String(randomInt(1e9)).padStart(9, "0")}${row.memberId.slice(-4)}`,
    familyName: "田中",
    givenName: "花子",
    familyKana: "タナカ",
    givenKana: "ハナコ",
    kanaNormalised: "タナカハナコ",
    nameNormalised: "田中花子",
    emailNormalised: `m-${row.memberId.slice(-12)}@example.jp`,
    emailVerifiedAt: stamp,
    mailOptIn: true,
    joinedAt: stamp,
    updatedAt: stamp,
    ...row,
  };
  await tx.insert(members).values(values);
  return values;
}

export async function insertProduct(tx: Tx, row: Pick<NewProduct, "tenantId" | "id"> & Partial<NewProduct>) {
  const values: NewProduct = {
    externalId: `P-${row.id.slice(-12)}`,
    name: "試験用の冷蔵庫",
    priceYen: 98_000,
    createdAt: stamp,
    updatedAt: stamp,
    ...row,
  };
  await tx.insert(products).values(values);
  return values;
}

export async function insertStore(tx: Tx, row: Pick<NewStore, "tenantId" | "id"> & Partial<NewStore>) {
  const values: NewStore = { externalId: `S-${row.id.slice(-12)}`, name: "本店", createdAt: stamp, ...row };
  await tx.insert(stores).values(values);
  return values;
}
