import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

const engine = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");

/** What a phone's camera reads in a picture. */
export async function readCode(picture: Buffer): Promise<string> {
  const wasm = await readFile(engine);
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });
  const [found] = await readBarcodes(new Blob([new Uint8Array(picture)]), { formats: ["QRCode"] });
  return found?.text ?? "";
}
