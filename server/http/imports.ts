import { cookies } from "next/headers";
import { chooseLocale, LOCALE_COOKIE } from "@/components/format/locale";
import { en } from "@/components/messages/en";
import { ja } from "@/components/messages/ja";
import { errorFile } from "@/server/imports/service/error-file";
import { DomainError } from "@/server/kernel/errors";
import { isUuid } from "@/server/kernel/ids";
import { contextFor } from "@/server/trpc/caller";
import { answered, fileAnswer } from "./answers";

/** GET /api/imports/<shop>/<run>/errors: the rows that an import set aside, as CSV in the reader's language. */
export const handleErrorFile = (request: Request, slug: string, runId: string): Promise<Response> =>
  answered("rows set aside not served", async () => {
    const context = await contextFor(slug);
    const actor = await context?.staff();
    if (!context || !isUuid(runId)) throw new DomainError("not_found", "imports.not_found");
    if (!actor) throw new DomainError("unauthenticated", "auth.sign_in_required");
    const { shop, db, now, requestId } = context;
    const locale = chooseLocale((await cookies()).get(LOCALE_COOKIE)?.value, request.headers.get("accept-language"));
    const { reasons, screen } = (locale === "ja" ? ja : en).imports;
    const { row, column, value, reason } = screen.faults;
    const say = (code: string) => (reasons as Record<string, string>)[code] ?? code;
    const file = await errorFile({ tenant: shop.id, actor, db, now, requestId }, runId, {
      row,
      column,
      value,
      reason,
      say,
    });
    const fileName = `${file.fileName.replace(/(\.(csv|tsv|txt|gz))+$/i, "")}-${screen.errorsFile}.csv`;
    return fileAnswer({
      stream: inBytes(file.text),
      fileName,
      mediaType: "text/csv; charset=utf-8",
      cacheControl: "no-store",
    });
  });

async function* inBytes(text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const piece of text) yield encoder.encode(piece);
}
