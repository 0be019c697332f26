import type { Actor, Ctx } from "@/server/kernel/ctx";
import { env } from "@/server/kernel/env";
import { DomainError } from "@/server/kernel/errors";
import { fileKind, type FileKindName } from "@/server/kernel/file-kinds";
import { openFile, saveImage, saveStream } from "@/server/kernel/files";
import { isUuid } from "@/server/kernel/ids";
import { asPng, maxPictureBytes } from "@/server/kernel/pictures";
import { comesFromOtherSite } from "@/server/trpc/admission";
import { contextFor } from "@/server/trpc/caller";
import { answered, fileAnswer } from "./answers";

const megabyte = 1024 * 1024;

/** The request's context as whoever is signed in at this shop; of two sessions the one that may do it counts. */
async function ctxAs(slug: string, may: (actor: Actor) => boolean): Promise<Ctx> {
  const context = await contextFor(slug);
  if (!context) throw new DomainError("not_found", "kernel.not_found");
  const { shop, db, now, requestId } = context;
  const signedIn = [await context.member(), await context.staff()].filter((actor) => actor !== null);
  const actor = [...signedIn, { kind: "visitor" } as const].find(may);
  if (!actor && signedIn.length === 0) throw new DomainError("unauthenticated", "auth.sign_in_required");
  if (!actor) throw new DomainError("forbidden", "files.not_for_you");
  return { tenant: shop.id, actor, db, now, requestId };
}

/**
 * POST /api/files/<shop>?kind=&name=: the bytes as they are, `content-type: application/octet-stream` (which no form of another site can
 * send). Answers `{ fileId }`, or `{ reason, details }` with a 4xx.
 */
export const handleUpload = (request: Request, slug: string): Promise<Response> =>
  answered("file not served", async () => {
    if (comesFromOtherSite(request) || request.headers.get("content-type") !== "application/octet-stream")
      throw new DomainError("forbidden", "kernel.other_site");
    const { searchParams } = new URL(request.url);
    const kind = searchParams.get("kind") ?? "";
    const rules = fileKind(kind);
    if (!rules) throw new DomainError("invalid", "files.unknown_kind");
    const ctx = await ctxAs(slug, rules.mayUpload);
    const file = {
      kind: kind as FileKindName,
      fileName: searchParams.get("name") ?? "",
      memberId: ctx.actor.kind === "member" ? ctx.actor.id : null,
    };
    if (!request.body) throw new DomainError("invalid", "files.empty");
    if (rules.pictureEdge !== null) {
      const bytes = await gather(request.body, maxPictureBytes);
      return Response.json(await saveImage(ctx, { ...file, bytes, longestEdge: rules.pictureEdge }));
    }
    const maxBytes = env().GOEN_UPLOAD_MAX_MB * megabyte;
    const mediaType = "application/octet-stream";
    return Response.json(await saveStream(ctx, { ...file, mediaType, stream: request.body, maxBytes }));
  });

/** The whole body, given up as soon as it grows past `maxBytes`. */
async function gather(stream: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let count = 0;
  for await (const piece of stream) {
    count += piece.length;
    if (count > maxBytes)
      throw new DomainError("invalid", "files.too_large", { maxMegabytes: Math.floor(maxBytes / megabyte) });
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** GET /api/files/<shop>/<file>: the bytes for whom they are meant; for everybody else there is no such file. A logo also as `<file>.png`. */
export const handleFile = (slug: string, name: string): Promise<Response> =>
  answered("file not served", async () => {
    const missing = new DomainError("not_found", "files.not_found");
    const fileId = name.replace(/\.png$/, "");
    if (!isUuid(fileId)) throw missing;
    const anyone = await ctxAs(slug, () => true);
    const file = await openFile(anyone, fileId);
    const rules = fileKind(file.kind);
    if (!rules) throw missing;
    await ctxAs(slug, (actor) => rules.mayOpen(actor, file)).catch(() => Promise.reject(missing));
    if (fileId !== name) {
      if (file.kind !== "logo") throw missing;
      const png = await asPng(await gather(file.stream, maxPictureBytes));
      return fileAnswer({
        stream: [png],
        fileName: name,
        mediaType: "image/png",
        byteCount: png.length,
        isShown: true,
        cacheControl: "public, max-age=31536000, immutable",
      });
    }
    const isPicture = file.mediaType === "image/webp";
    return fileAnswer({
      ...file,
      mediaType: isPicture ? file.mediaType : "application/octet-stream",
      isShown: isPicture,
      // The bytes behind an id never change.
      cacheControl: `${file.kind === "logo" ? "public" : "private"}, max-age=31536000, immutable`,
    });
  });
