"use client";

import { useRef, useState } from "react";

export type UploadProblem = { reason: string; details: Record<string, string | number> };
type Upload =
  | { state: "idle" }
  | { state: "sending"; name: string; sent: number; total: number }
  | { state: "failed"; problem: UploadProblem };

const lost: UploadProblem = { reason: "lost", details: {} };

function problemIn(text: string): UploadProblem {
  try {
    const { reason, details } = JSON.parse(text) as Partial<UploadProblem>;
    return reason ? { reason, details: details ?? {} } : lost;
  } catch {
    return lost;
  }
}

/** Sends a list to the shop's files and says how far it is; it can be cancelled at any moment. */
export function useUpload(slug: string, onDone: (fileId: string) => void) {
  const [upload, setUpload] = useState<Upload>({ state: "idle" });
  const request = useRef<XMLHttpRequest | null>(null);
  const fail = (problem: UploadProblem) => setUpload({ state: "failed", problem });
  const send = (file: File) => {
    const xhr = new XMLHttpRequest();
    request.current = xhr;
    setUpload({ state: "sending", name: file.name, sent: 0, total: file.size });
    xhr.upload.addEventListener("progress", ({ loaded, total }) =>
      setUpload({ state: "sending", name: file.name, sent: loaded, total }),
    );
    xhr.addEventListener("load", () => {
      if (xhr.status !== 200) return fail(problemIn(xhr.responseText));
      setUpload({ state: "idle" });
      onDone((JSON.parse(xhr.responseText) as { fileId: string }).fileId);
    });
    xhr.addEventListener("error", () => fail(lost));
    xhr.addEventListener("abort", () => fail({ reason: "cancelled", details: {} }));
    xhr.open("POST", `/api/files/${slug}?kind=import&name=${encodeURIComponent(file.name)}`);
    xhr.setRequestHeader("content-type", "application/octet-stream");
    xhr.send(file);
  };
  return { upload, send, fail, cancel: () => request.current?.abort() };
}
