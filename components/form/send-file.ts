/** What the server said against a file: a reason to be worded, with its details. */
export class FileRefused extends Error {
  constructor(
    readonly reason: string,
    readonly details: Record<string, string | number>,
  ) {
    super(reason);
    this.name = "FileRefused";
  }
}

interface Sending {
  shop: string;
  kind: string;
  file: File;
  /** 0 to 1, as the bytes leave. */
  onProgress?: (share: number) => void;
  signal?: AbortSignal;
}

/** Sends a file to the shop; gives its id. Rejects with FileRefused, or with an AbortError when it was stopped. fetch cannot tell how far it is. */
export function sendFile({ shop, kind, file, onProgress, signal }: Sending): Promise<{ fileId: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/files/${shop}?${new URLSearchParams({ kind, name: file.name })}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0));
    request.addEventListener("load", () => {
      const answer = (request.response ?? {}) as { fileId?: string; reason?: string; details?: Record<string, string> };
      if (request.status === 200 && answer.fileId) resolve({ fileId: answer.fileId });
      else reject(new FileRefused(answer.reason ?? "kernel.unexpected", answer.details ?? {}));
    });
    request.addEventListener("error", () => reject(new FileRefused("kernel.offline", {})));
    request.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}
