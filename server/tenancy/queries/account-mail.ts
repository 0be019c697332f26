import { eq } from "drizzle-orm";
import { staffAccounts } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";

/** Where the owner of an account is written to; null when there is no such account. */
export async function accountMail(ctx: Ctx, accountId: string): Promise<{ to: string; locale: "ja" | "en" } | null> {
  const [row] = await read(ctx, (tx) =>
    tx
      .select({ to: staffAccounts.emailNormalised, locale: staffAccounts.locale })
      .from(staffAccounts)
      .where(eq(staffAccounts.id, accountId)),
  );
  return row ? { to: row.to, locale: row.locale === "en" ? "en" : "ja" } : null;
}
