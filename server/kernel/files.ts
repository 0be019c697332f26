import { createHash } from "node:crypto";
import { and, asc, eq, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { fileParts, files } from "@/db/schema/files";
import { actorId, type Ctx, inTransaction, read, type TxCtx } from "./ctx";
import { DomainError } from "./errors";
import type { FileKindName } from "./file-kinds";
import { newId } from "./ids";
import { redraw } from "./pictures";

// Files lie in the database: one backup holds everything, every process on every machine sees them, and the tenant wall is the
// same as for rows. docs/decisions/0100 weighs it against a folder and an object store.

const partBytes = 1024 * 1024;
const strayHours = 24;

/** A name as it may be shown and written into a header: the last part of a path, without control characters, 200 characters. */
const tidyName = (name: string) =>
  (name.split(/[\\/]/).at(-1) ?? "").replace(/\p{C}/gu, "").trim().slice(0, 200) || "file";

interface NewFile {
  kind: FileKindName;
  fileName: string;
  memberId?: string | null;
}

export interface StoredFile {
  fileId: string;
  kind: string;
  fileName: string;
  mediaType: string;
  byteCount: number;
  sha256: string;
  memberId: string | null;
}

/**
 * Keeps a picture, drawn anew as WebP of at most `longestEdge` pixels and without the camera's notes. Until `keepFiles` is called in the
 * transaction that refers to it, it is swept away after a day. Throws the reasons of `redraw`.
 */
export async function saveImage(
  ctx: Ctx,
  input: NewFile & { bytes: Uint8Array; longestEdge?: number },
): Promise<{ fileId: string; width: number; height: number }> {
  const { bytes, width, height } = await redraw(input.bytes, input.longestEdge ?? 1600);
  const fileId = newId();
  await inTransaction(ctx, async (open) => {
    await open.tx.insert(files).values({
      ...heading(open, input),
      id: fileId,
      mediaType: "image/webp",
      byteCount: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      width,
      height,
    });
    for (let at = 0, part = 0; at < bytes.length; at += partBytes, part++)
      await open.tx
        .insert(fileParts)
        .values({ tenantId: open.tenant, fileId, part, bytes: bytes.subarray(at, at + partBytes) });
  });
  return { fileId, width, height };
}

const heading = (ctx: Ctx, { kind, fileName, memberId }: NewFile) => ({
  tenantId: ctx.tenant,
  kind,
  fileName: tidyName(fileName),
  memberId: memberId ?? null,
  createdAt: ctx.now,
  createdById: actorId(ctx.actor),
});

/**
 * Keeps a stream, part by part, each in a transaction of its own: only a part is ever in memory. What breaks off half-way leaves nothing
 * that can be opened. Throws `invalid` `files.empty` and `files.too_large` (more than `maxBytes`).
 */
export async function saveStream(
  ctx: Ctx,
  input: NewFile & { mediaType: string; stream: AsyncIterable<Uint8Array>; maxBytes?: number; expiresAt?: Date },
): Promise<{ fileId: string; byteCount: number; sha256: string }> {
  const fileId = newId();
  const { mediaType, expiresAt, maxBytes = Number.POSITIVE_INFINITY } = input;
  const hash = createHash("sha256");
  let byteCount = 0;
  let part = 0;
  await inTransaction(ctx, (open) =>
    open.tx
      .insert(files)
      .values({ ...heading(open, input), id: fileId, mediaType, byteCount: 0, expiresAt: expiresAt ?? null }),
  );
  try {
    for await (const bytes of inParts(input.stream)) {
      byteCount += bytes.length;
      if (byteCount > maxBytes)
        throw new DomainError("invalid", "files.too_large", { maxMegabytes: Math.floor(maxBytes / partBytes) });
      hash.update(bytes);
      const number = part++;
      await inTransaction(ctx, (open) =>
        open.tx.insert(fileParts).values({ tenantId: open.tenant, fileId, part: number, bytes }),
      );
    }
    if (byteCount === 0) throw new DomainError("invalid", "files.empty");
  } catch (error) {
    await removeFile(ctx, fileId);
    throw error;
  }
  const sha256 = hash.digest("hex");
  await inTransaction(ctx, (open) => open.tx.update(files).set({ byteCount, sha256 }).where(isFile(open, fileId)));
  return { fileId, byteCount, sha256 };
}

/** Any stream of bytes as parts of one mebibyte, the last one shorter. */
async function* inParts(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let count = 0;
  for await (const piece of stream) {
    waiting.push(Buffer.from(piece));
    count += piece.length;
    if (count < partBytes) continue;
    const whole = Buffer.concat(waiting);
    const used = whole.length - (whole.length % partBytes);
    for (let at = 0; at < used; at += partBytes) yield whole.subarray(at, at + partBytes);
    waiting = [whole.subarray(used)];
    count = whole.length - used;
  }
  if (count > 0) yield Buffer.concat(waiting);
}

const isFile = (ctx: Ctx, fileId: string) => and(eq(files.tenantId, ctx.tenant), eq(files.id, fileId));

/** What is known of a whole, unexpired file; null when there is none. */
export async function fileById(ctx: Ctx, fileId: string): Promise<StoredFile | null> {
  const [found] = await read(ctx, (db) =>
    db
      .select()
      .from(files)
      .where(and(isFile(ctx, fileId), or(isNull(files.expiresAt), gt(files.expiresAt, ctx.now)))),
  );
  if (!found || found.sha256 === null) return null;
  const { kind, fileName, mediaType, byteCount, sha256, memberId } = found;
  return { fileId, kind, fileName, mediaType, byteCount, sha256, memberId };
}

/** A file with its bytes as a stream, a part at a time. Asks nobody's leave: the caller does. Throws `not_found` `files.not_found`. */
export async function openFile(ctx: Ctx, fileId: string): Promise<StoredFile & { stream: AsyncGenerator<Buffer> }> {
  const file = await fileById(ctx, fileId);
  if (!file) throw new DomainError("not_found", "files.not_found");
  return { ...file, stream: partsOf(ctx, fileId) };
}

async function* partsOf(ctx: Ctx, fileId: string): AsyncGenerator<Buffer> {
  for (let part = 0; ; part++) {
    const [row] = await read(ctx, (db) =>
      db
        .select({ bytes: fileParts.bytes })
        .from(fileParts)
        .where(and(eq(fileParts.tenantId, ctx.tenant), eq(fileParts.fileId, fileId), eq(fileParts.part, part)))
        .orderBy(asc(fileParts.part)),
    );
    if (!row) return;
    yield row.bytes;
  }
}

/**
 * Marks uploads as referred to, in the transaction that refers to them, and ties them to `memberId`. Throws `not_found`
 * `files.not_found` when one is missing, of another kind, another person's, or kept already.
 */
export async function keepFiles(
  ctx: TxCtx,
  { fileIds, kind, memberId }: { fileIds: readonly string[]; kind: FileKindName; memberId?: string },
): Promise<void> {
  if (fileIds.length === 0) return;
  const kept = await ctx.tx
    .update(files)
    .set({ keptAt: ctx.now, ...(memberId ? { memberId } : {}) })
    .where(
      and(
        eq(files.tenantId, ctx.tenant),
        inArray(files.id, [...new Set(fileIds)]),
        eq(files.kind, kind),
        isNull(files.keptAt),
        sql`sha256 is not null`,
        memberId ? or(isNull(files.memberId), eq(files.memberId, memberId)) : undefined,
        ctx.actor.kind === "member" ? eq(files.createdById, ctx.actor.id) : undefined,
      ),
    )
    .returning({ id: files.id });
  if (kept.length !== new Set(fileIds).size) throw new DomainError("not_found", "files.not_found");
}

/** Removes a file and its bytes; a file that is gone already is no error. */
export async function removeFile(ctx: Ctx, fileId: string): Promise<void> {
  await inTransaction(ctx, (open) => open.tx.delete(files).where(isFile(open, fileId)));
}

/** Sweeps away what nobody took for a day and what has expired; gives how many files. */
export function sweepFiles(ctx: Ctx): Promise<number> {
  const strayBefore = new Date(ctx.now.getTime() - strayHours * 3_600_000);
  return inTransaction(ctx, async (open) => {
    const gone = await open.tx
      .delete(files)
      .where(
        and(
          eq(files.tenantId, open.tenant),
          or(
            and(isNull(files.keptAt), isNull(files.expiresAt), lt(files.createdAt, strayBefore)),
            lt(files.expiresAt, open.now),
          ),
        ),
      )
      .returning({ id: files.id });
    return gone.length;
  });
}
