import sharp from "sharp";
import { expect, test } from "vitest";
import { asPng, maxPictureBytes, redraw } from "./pictures";

const red = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: "#c00" } });

const refusal = (bytes: Uint8Array) =>
  redraw(bytes, 1600).then(
    () => null,
    (error: { reason: string }) => error.reason,
  );

test("a photo is made smaller, upright, and forgets where it was taken", async () => {
  const photo = await red(4000, 2000)
    .withExif({ IFD0: { Copyright: "花子" }, IFD3: { GPSLatitude: "35/1 0/1 0/1" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  expect((await sharp(photo).metadata()).orientation).toBe(6);
  const { bytes, width, height } = await redraw(photo, 1600);
  expect({ width, height }).toEqual({ width: 800, height: 1600 });
  const { format, exif, orientation } = await sharp(bytes).metadata();
  expect({ format, exif, orientation }).toEqual({ format: "webp", exif: undefined, orientation: undefined });
});

test("a small picture keeps its size", async () => {
  const { width, height } = await redraw(await red(120, 80).png().toBuffer(), 1600);
  expect({ width, height }).toEqual({ width: 120, height: 80 });
});

test("what is no picture is refused, whatever it calls itself", async () => {
  expect(await refusal(Buffer.from("<html><script>alert(1)</script></html>"))).toBe("files.not_a_picture");
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  expect(await refusal(Buffer.from(svg))).toBe("files.not_a_picture");
  expect(await refusal(Buffer.from("PK\u0003\u0004 a zip"))).toBe("files.not_a_picture");
  expect(await refusal(Buffer.alloc(0))).toBe("files.empty");
  expect(await refusal(Buffer.alloc(maxPictureBytes + 1, 0xff))).toBe("files.too_large");
});

test("a picture's beginning with something else behind it is broken, not shown", async () => {
  const whole = await red(300, 300).jpeg().toBuffer();
  expect(await refusal(Buffer.concat([whole.subarray(0, 200), Buffer.from("<script>")]))).toBe("files.broken_picture");
});

test("a small file that unfolds to a huge picture is refused before it unfolds", async () => {
  const bomb = await red(13_000, 13_000).png({ compressionLevel: 9 }).toBuffer();
  expect(bomb.length).toBeLessThan(maxPictureBytes);
  expect(await refusal(bomb)).toBe("files.too_many_pixels");
});

test("the same picture comes as PNG for programs that draw no WebP", async () => {
  const { bytes } = await redraw(await red(40, 20).png().toBuffer(), 100);
  expect(await sharp(await asPng(bytes)).metadata()).toMatchObject({ format: "png", width: 40, height: 20 });
});
