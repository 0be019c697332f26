import type { Ctx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { isUuid } from "@/server/kernel/ids";
import { openExport } from "@/server/tenancy/service/exports";
import { contextFor } from "@/server/trpc/caller";
import { answered, fileAnswer } from "./answers";

/** GET /api/exports/<shop>/<export>: the file for who asked and who agreed, once more written down; for anybody else there is none. */
export const handleExport = (slug: string, exportId: string): Promise<Response> =>
  answered("export not served", async () => {
    const context = isUuid(exportId) ? await contextFor(slug) : null;
    if (!context) throw new DomainError("not_found", "tenancy.export");
    const actor = await context.staff();
    if (!actor) throw new DomainError("unauthenticated", "auth.sign_in_required");
    const { shop, db, now, requestId } = context;
    const ctx: Ctx = { tenant: shop.id, actor, db, now, requestId };
    return fileAnswer({ ...(await openExport(ctx, { exportId })), cacheControl: "no-store" });
  });
