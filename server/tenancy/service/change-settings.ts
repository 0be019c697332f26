import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { tenants } from "@/db/schema/tenancy";
import { audit } from "@/server/kernel/audit";
import { type Ctx, forgetRead, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { keepFiles } from "@/server/kernel/files";
import { type TenantRow, tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { canEditSettings, demand } from "../access";
import { settingsInput } from "../input";
import { settingsSection } from "../queries/settings";
import { brandColorCheck } from "../rules";

/** Name, logo and colour. Throws `refused` (`tenancy.brand_contrast`, with the nearest colour that can be read on). */
export async function changeBrand(ctx: Ctx, input: z.input<typeof settingsInput.brand>): Promise<string> {
  const { revision, ...brand } = parseInput(settingsInput.brand, input);
  const { passes, ratio, nearest } = brandColorCheck(brand.brandColor);
  if (!passes) throw new DomainError("refused", "tenancy.brand_contrast", { field: "brandColor", ratio, nearest });
  return changeSection(ctx, "brand", revision, brand, async (t, before) => {
    // The file that was there stays: mails that have been sent show it.
    if (brand.logoFileId && brand.logoFileId !== before.logoFileId)
      await keepFiles(t, { fileIds: [brand.logoFileId], kind: "logo" });
  });
}

/** Which code stands on member cards from now on; the numbers stay the same. */
export async function changeCard(ctx: Ctx, input: z.input<typeof settingsInput.card>): Promise<string> {
  const { revision, ...card } = parseInput(settingsInput.card, input);
  return changeSection(ctx, "card", revision, card);
}

/** Who writes to members, what the law asks to be shown, and when and how often nothing is sent. */
export async function changeSending(ctx: Ctx, input: z.input<typeof settingsInput.sending>): Promise<string> {
  const { revision, ...sending } = parseInput(settingsInput.sending, input);
  return changeSection(ctx, "sending", revision, sending);
}

/** Language of members who have not chosen one, the zone of all times, and when the business day begins. */
export async function changeLanguage(ctx: Ctx, input: z.input<typeof settingsInput.language>): Promise<string> {
  const { revision, ...language } = parseInput(settingsInput.language, input);
  return changeSection(ctx, "language", revision, language);
}

/**
 * Writes one section of the shop's row and returns its new revision. Throws `conflict` (`tenancy.settings_changed`) when somebody
 * changed the section since the form was opened; other sections do not matter.
 */
async function changeSection(
  ctx: Ctx,
  section: keyof typeof settingsInput,
  revision: string,
  values: Partial<TenantRow>,
  also?: (t: TxCtx, before: TenantRow) => Promise<void>,
): Promise<string> {
  demand(canEditSettings(ctx.actor));
  return inTransaction(ctx, async (t) => {
    await t.tx.execute(sql`select from tenants where id = ${t.tenant} for update`);
    // Under the lock the row is read anew, whatever the transaction has seen of it; and again after the change.
    forgetRead(t, "tenant");
    const before = await tenantOf(t);
    if (settingsSection(section, before).revision !== revision)
      throw new DomainError("conflict", "tenancy.settings_changed");
    const changed = Object.entries(values).filter(([name, value]) => before[name as keyof TenantRow] !== value);
    if (changed.length === 0) return revision;
    await also?.(t, before);
    await t.tx.update(tenants).set(Object.fromEntries(changed)).where(eq(tenants.id, t.tenant));
    for (const name of ["tenant", "programs"]) forgetRead(t, name);
    await audit(t, {
      action: `tenancy.change_${section}`,
      subject: { kind: "tenant", id: t.tenant },
      before: Object.fromEntries(changed.map(([name]) => [name, before[name as keyof TenantRow]])),
      after: Object.fromEntries(changed),
    });
    return settingsSection(section, { ...before, ...values }).revision;
  });
}
