import { Readable } from "node:stream";
import { httpStatus, toPublicError } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";

/** What `work` answers, or the reason why not as JSON with its status; what we did not foresee is logged as `what`, and not told. */
export async function answered(what: string, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const { code, reason, details } = toPublicError(error);
    if (code === "internal") log.error({ err: error }, what);
    return Response.json({ reason, details }, { status: httpStatus[code], headers: { "cache-control": "no-store" } });
  }
}

interface Handed {
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  fileName: string;
  mediaType: string;
  byteCount?: number;
  /** Shown in place; otherwise the browser keeps it. */
  isShown?: boolean;
  cacheControl: string;
}

/** A file as an answer, its bytes as they come. Whatever is in it, a browser runs nothing of it. */
export const fileAnswer = ({ stream, fileName, mediaType, byteCount, isShown, cacheControl }: Handed): Response =>
  new Response(Readable.toWeb(Readable.from(stream)) as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": mediaType,
      ...(byteCount === undefined ? {} : { "content-length": String(byteCount) }),
      "content-disposition": `${isShown ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(fileName)}`,
      "content-security-policy": "default-src 'none'; sandbox",
      "cache-control": cacheControl,
    },
  });
