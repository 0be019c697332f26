import { randomBytes } from "node:crypto";
import sharp from "sharp";
import { expect, test } from "vitest";
import { inTransaction } from "./ctx";
import { fileById, keepFiles, openFile, removeFile, saveImage, saveStream, sweepFiles } from "./files";
import { newId } from "./ids";
import { newTestShop } from "./testing";

const picture = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: "#0a0" } })
    .png()
    .toBuffer();
const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { reason?: string }) => error.reason,
  );
const gather = async (stream: AsyncIterable<Buffer>) => {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return { whole: Buffer.concat(pieces), longest: Math.max(...pieces.map(({ length }) => length)) };
};
async function* inCrumbs(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const later = (days: number) => new Date(Date.parse("2026-11-22T03:00:00Z") + days * 86_400_000);

test("a long stream comes out as it went in, a part at a time", async () => {
  const { ctx } = await newTestShop();
  const bytes = randomBytes(3 * 1024 * 1024 + 17);
  const list = { kind: "import", fileName: "C:\\desk\\会員 一覧.csv", mediaType: "text/csv" } as const;
  const { fileId, byteCount } = await saveStream(ctx, { ...list, stream: inCrumbs(bytes, 70_001) });
  expect(byteCount).toBe(bytes.length);
  const opened = await openFile(ctx, fileId);
  expect(opened).toMatchObject({ fileName: "会員 一覧.csv", byteCount, kind: "import" });
  const { whole, longest } = await gather(opened.stream);
  expect(whole.equals(bytes)).toBe(true);
  expect(longest).toBe(1024 * 1024);
});

test("what is too long, empty or breaks off leaves nothing behind", async () => {
  const { ctx } = await newTestShop();
  const list = { kind: "import", fileName: "a.csv", mediaType: "text/csv" } as const;
  const over = saveStream(ctx, {
    ...list,
    stream: inCrumbs(Buffer.alloc(3_000_000), 65_536),
    maxBytes: 2 * 1024 * 1024,
  });
  expect(await reasonOf(over)).toBe("files.too_large");
  expect(await reasonOf(saveStream(ctx, { ...list, stream: inCrumbs(Buffer.alloc(0), 1) }))).toBe("files.empty");
  async function* broken() {
    yield Buffer.alloc(2_000_000);
    throw new Error("line cut");
  }
  await expect(saveStream(ctx, { ...list, stream: broken() })).rejects.toThrow("line cut");
  expect(await sweepFiles({ ...ctx, now: later(400) })).toBe(0);
});

test("another shop finds no such file", async () => {
  const [mine, other] = await Promise.all([newTestShop(), newTestShop()]);
  const { fileId } = await saveImage(mine.ctx, { kind: "logo", fileName: "logo.png", bytes: await picture() });
  expect(await fileById(other.ctx, fileId)).toBeNull();
  await removeFile(other.ctx, fileId);
  expect(await fileById(mine.ctx, fileId)).toMatchObject({ mediaType: "image/webp" });
});

test("an upload nobody took is swept away after a day; a kept one stays; an expired one goes", async () => {
  const { ctx } = await newTestShop();
  const bytes = await picture();
  const stray = await saveImage(ctx, { kind: "logo", fileName: "a.png", bytes });
  const kept = await saveImage(ctx, { kind: "logo", fileName: "b.png", bytes });
  const list = { kind: "export", fileName: "c.csv", mediaType: "text/csv", expiresAt: later(7) } as const;
  const expiring = await saveStream(ctx, { ...list, stream: inCrumbs(Buffer.from("a,b"), 2) });
  await inTransaction(ctx, (open) => keepFiles(open, { fileIds: [kept.fileId], kind: "logo" }));
  expect(await sweepFiles({ ...ctx, now: later(0.9) })).toBe(0);
  expect(await sweepFiles({ ...ctx, now: later(2) })).toBe(1);
  const afterwards = { ...ctx, now: later(8) };
  expect(await fileById(afterwards, expiring.fileId)).toBeNull();
  expect(await sweepFiles(afterwards)).toBe(1);
  expect(await fileById(afterwards, stray.fileId)).toBeNull();
  expect(await fileById(afterwards, kept.fileId)).not.toBeNull();
});

test("only one's own upload of the right kind can be referred to, and once", async () => {
  const shop = await newTestShop();
  const [hanako, taro] = [newId(), newId()];
  const asHanako = shop.as({ kind: "member", id: hanako });
  const photo = { kind: "repair_photo", fileName: "a.png", memberId: hanako, bytes: await picture() } as const;
  const { fileId } = await saveImage(asHanako, photo);
  const keep = (ctx = asHanako, kind: "repair_photo" | "logo" = "repair_photo", memberId = hanako) =>
    reasonOf(inTransaction(ctx, (open) => keepFiles(open, { fileIds: [fileId], kind, memberId })));
  expect(await keep(shop.as({ kind: "member", id: taro }), "repair_photo", taro)).toBe("files.not_found");
  expect(await keep(asHanako, "logo")).toBe("files.not_found");
  expect(await keep()).toBeNull();
  expect(await keep()).toBe("files.not_found");
});
