import { BarcodeDetector, prepareZXingModule } from "barcode-detector/ponyfill";

// The reading engine is served by the shop's own server; left alone the package would fetch it from a public network.
const engine = new URL("zxing-wasm/reader/zxing_reader.wasm", import.meta.url).href;
prepareZXingModule({
  overrides: { locateFile: (path: string, prefix: string) => (path.endsWith(".wasm") ? engine : prefix + path) },
});

const detector = () =>
  new BarcodeDetector({ formats: ["code_128", "codabar", "ean_13", "ean_8", "code_39", "itf", "qr_code"] });

/**
 * Looks at the picture of `video` until a code is read, then calls back once; `signal` ends the looking. Each look waits for the
 * one before, so a slow tablet is never flooded. Rejects when the engine cannot start.
 */
export async function readCodes(
  video: HTMLVideoElement,
  onRead: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const eye = detector();
  while (!signal.aborted) {
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
      const [code] = await eye.detect(video);
      if (signal.aborted) return;
      if (code?.rawValue) {
        onRead(code.rawValue);
        return;
      }
    }
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  }
}
