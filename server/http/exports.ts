import { Readable } from "node:stream";
import type { Ctx } from "@/server/kernel/ctx";
import { DomainError, httpStatus, toPublicError } from "@/server/kernel/errors";
import { isUuid } from "@/server/kernel/ids";
import { log } from "@/server/kernel/log";
import { openExport } from "@/server/tenancy/service/exports";
import { contextFor } from "@/server/trpc/caller";

/** GET /api/exports/<shop>/<export>: the file for who asked and who agreed, once more written down; for anybody else there is none. */
export async function handleExport(slug: string, exportId: string): Promise<Response> {
  try {
    const context = isUuid(exportId) ? await contextFor(slug) : null;
    if (!context) throw new DomainError("not_found", "tenancy.export");
    const actor = await context.staff();
    if (!actor) throw new DomainError("unauthenticated", "auth.sign_in_required");
    const { shop, db, now, requestId } = context;
    const ctx: Ctx = { tenant: shop.id, actor, db, now, requestId };
    const file = await openExport(ctx, { exportId });
    return new Response(Readable.toWeb(Readable.from(file.stream)) as ReadableStream, {
      headers: {
        "content-type": file.mediaType,
        "content-length": String(file.byteCount),
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
        "content-security-policy": "default-src 'none'; sandbox",
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    const { code, reason } = toPublicError(error);
    if (code === "internal") log.error({ err: error }, "export not served");
    return Response.json({ reason }, { status: httpStatus[code], headers: { "cache-control": "no-store" } });
  }
}
