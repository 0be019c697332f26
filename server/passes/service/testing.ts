import type { Ctx } from "@/server/kernel/ctx";
import { settingsOf } from "@/server/tenancy/queries/settings";
import { changeBrand } from "@/server/tenancy/service/change-settings";

/** The shop gets another name, in both languages, and another colour. */
export async function renameTestShop(ctx: Ctx): Promise<void> {
  const { brand } = await settingsOf(ctx);
  await changeBrand(ctx, { ...brand, name: "新しい名", nameLatin: "New name", brandColor: "#1d4f8f" });
}
