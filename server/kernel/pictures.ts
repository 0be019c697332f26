import sharp from "sharp";
import { DomainError } from "./errors";

// A till or a phone sends one picture at a time; two cores must stay free for everything else.
sharp.concurrency(1);
sharp.cache(false);

/** What a picture may weigh, in bytes. */
export const maxPictureBytes = 20 * 1024 * 1024;
/** A small file may unfold to gigabytes; a phone's largest photo stays below this. */
const maxPixels = 120_000_000;

/** How the formats that cameras and drawing programs write begin. Nothing else is even shown to the decoder: an SVG, for one. */
const signatures: readonly ((head: Buffer) => boolean)[] = [
  (head) => head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  (head) => head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  (head) => /^GIF8[79]a/.test(head.subarray(0, 6).toString("latin1")),
  (head) => head.subarray(0, 4).toString("latin1") === "RIFF" && head.subarray(8, 12).toString("latin1") === "WEBP",
  (head) => /^ftypavi[fs]/.test(head.subarray(4, 12).toString("latin1")),
];

export interface Picture {
  bytes: Buffer;
  width: number;
  height: number;
}

/** The same picture as PNG: Outlook draws no WebP. */
export const asPng = (bytes: Uint8Array): Promise<Buffer> => sharp(bytes).png({ compressionLevel: 9 }).toBuffer();

/**
 * Draws a picture anew: upright, at most `longestEdge` pixels, as WebP, without what the camera wrote about place and owner. Throws
 * `invalid` `files.empty`, `files.too_large`, `files.not_a_picture`, `files.too_many_pixels` or `files.broken_picture`.
 */
export async function redraw(bytes: Uint8Array, longestEdge: number): Promise<Picture> {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (source.length === 0) throw new DomainError("invalid", "files.empty");
  if (source.length > maxPictureBytes)
    throw new DomainError("invalid", "files.too_large", { maxMegabytes: maxPictureBytes / 1024 / 1024 });
  if (!signatures.some((begins) => begins(source.subarray(0, 16))))
    throw new DomainError("invalid", "files.not_a_picture");
  try {
    const { data, info } = await sharp(source, { limitInputPixels: maxPixels, sequentialRead: true })
      .rotate()
      .resize({ width: longestEdge, height: longestEdge, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.height };
  } catch (error) {
    const isHuge = error instanceof Error && error.message.includes("pixel limit");
    throw new DomainError("invalid", isHuge ? "files.too_many_pixels" : "files.broken_picture", {}, { cause: error });
  }
}
