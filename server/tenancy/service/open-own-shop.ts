import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { staffAccounts, tenants } from "@/db/schema/tenancy";
import { inTransaction, systemCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { vouchedTenant } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { parseInput } from "@/server/kernel/parse";
import { throttle } from "@/server/kernel/throttle";
import type { Door } from "../auth/door";
import { newShopInput, shopSlug } from "../input";
import { slugsFor } from "../rules";
import { addStaff } from "./add-staff";
import { createTenant } from "./create-tenant";
import { isSignUpOpen } from "./sign-up";

const perAccount = { name: "open-shop", points: 5, windowSeconds: 86_400 };
const houseColor = "#1d4f8f";

/**
 * Opens a shop for the account that is signed in and makes that account its owner: all of it or nothing. Returns the shop's slug.
 * Throws `conflict` `tenancy.slug_taken`, `limited` after five shops in a day, `forbidden` where sign-up is closed.
 */
export async function openOwnShop(door: Door, accountId: string, input: z.input<typeof newShopInput>): Promise<string> {
  if (!isSignUpOpen()) throw new DomainError("forbidden", "tenancy.sign_up_closed");
  const { locale, ...shop } = parseInput(newShopInput, input);
  const [account] = await door.db.transaction(null, "read", (tx) =>
    tx.select().from(staffAccounts).where(eq(staffAccounts.id, accountId)),
  );
  if (!account) throw new DomainError("unauthenticated", "auth.sign_in_required");
  await throttle(perAccount, accountId);
  const ctx = systemCtx(vouchedTenant(newId()), "sign-up", door.db, door.now, door.requestId);
  await inTransaction(ctx, async (t) => {
    await createTenant(t, {
      ...shop,
      brandColor: houseColor,
      defaultLocale: locale,
      mailFromName: [...shop.name].slice(0, 80).join(""),
      mailFromAddress: account.emailNormalised,
    });
    await addStaff(t, { email: account.emailNormalised, name: account.name, role: "owner" });
  });
  return shop.slug;
}

type SlugState = "free" | "taken" | "reserved" | "shape";

/** Whether a shop could have this address. */
export async function slugState(door: Door, slug: string): Promise<SlugState> {
  const parsed = shopSlug.safeParse(slug);
  if (!parsed.success) return parsed.error.issues[0]?.message === "reserved" ? "reserved" : "shape";
  return (await takenOf(door, [parsed.data])).size === 0 ? "free" : "taken";
}

/** The first free address that fits a Latin name; null when none of the likely ones is. */
export async function proposedSlug(door: Door, nameLatin: string): Promise<string | null> {
  const offers = slugsFor([...nameLatin].slice(0, 80).join("")).filter((slug) => shopSlug.safeParse(slug).success);
  if (offers.length === 0) return null;
  const numbered = [2, 3, 4, 5].map((n) => `${(offers[0] ?? "").slice(0, 38)}-${n}`);
  const taken = await takenOf(door, [...offers, ...numbered]);
  return [...offers, ...numbered].find((slug) => !taken.has(slug)) ?? null;
}

async function takenOf(door: Door, slugs: readonly string[]): Promise<Set<string>> {
  const rows = await door.db.transaction(null, "read", (tx) =>
    tx
      .select({ slug: tenants.slug })
      .from(tenants)
      .where(sql`${tenants.slug} = any(${sql.param(slugs as string[])}::text[])`),
  );
  return new Set(rows.map(({ slug }) => slug));
}
