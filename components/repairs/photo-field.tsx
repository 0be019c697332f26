"use client";

import { Camera, RotateCw, X } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { useLightWords } from "@/components/form/light-words";
import { FileRefused, sendFile } from "@/components/form/send-file";
import { buttonStyle } from "@/components/ui/button-style";
import { Progress } from "@/components/ui/progress";

interface Photo {
  fileId: string;
  name: string;
}

interface Props {
  shop: string;
  photos: readonly Photo[];
  most: number;
  /** Adds and removes by what is kept at that moment, since several pictures travel at once. */
  onAdd: (photo: Photo) => void;
  onRemove: (fileId: string) => void;
  onBusy?: (isBusy: boolean) => void;
  error?: string;
  /** In the place of the form's own hint; null for none. */
  hint?: string | null;
}

interface Upload {
  id: string;
  file: File;
  share: number;
  /** Why it was not taken; null while it travels. */
  problem: string | null;
  mayRetry: boolean;
}

const mostBytes = 20 * 1024 * 1024;
const crossStyle = "inline-flex size-11 shrink-0 items-center justify-center text-ink-2 hover:bg-hover hover:text-ink";

/** Pictures from the camera or the album: sent one by one as they are chosen, each with its progress or the reason why not. */
export function PhotoField({ shop, photos, most, onAdd, onRemove, onBusy, error, hint }: Props) {
  const t = useLightWords("repairs.form");
  const ui = useLightWords("ui");
  const errors = useLightWords("errors");
  const files = useLightWords("files.errors");
  const id = useId();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [complaint, setComplaint] = useState<string | null>(null);

  const change = (uploadId: string, next: Partial<Upload> | null) =>
    setUploads((all) => all.flatMap((one) => (one.id !== uploadId ? [one] : next ? [{ ...one, ...next }] : [])));
  const isBusy = uploads.some(({ problem }) => problem === null);
  useEffect(() => onBusy?.(isBusy), [onBusy, isBusy]);

  const wordsFor = (refused: unknown, name: string) => {
    const { reason, details } = refused instanceof FileRefused ? refused : { reason: "kernel.offline", details: {} };
    if (reason === "files.not_a_picture" || reason === "files.broken_picture") return t("photoNotPicture", { name });
    if (reason === "files.too_large") return t("photoTooLarge", { name });
    const [said, key] = [reason.startsWith("files.") ? files : errors, reason.slice(reason.indexOf(".") + 1)];
    const why = said.has(key) ? said(key, details) : errors("unexpected");
    return t("photoFailed", { name, reason: why });
  };

  const send = async (upload: Upload) => {
    change(upload.id, { problem: null, share: 0 });
    try {
      const { fileId } = await sendFile({
        shop,
        kind: "repair_photo",
        file: upload.file,
        onProgress: (share) => change(upload.id, { share }),
      });
      onAdd({ fileId, name: upload.file.name });
      change(upload.id, null);
    } catch (refused) {
      const mayRetry = !(refused instanceof FileRefused && refused.reason.startsWith("files."));
      change(upload.id, { problem: wordsFor(refused, upload.file.name), mayRetry });
    }
  };

  const choose = (files: FileList | null) => {
    const free = most - photos.length - uploads.filter(({ problem }) => problem === null).length;
    const chosen = [...(files ?? [])];
    setComplaint(chosen.length > free ? t("photoTooMany") : null);
    const added = chosen.slice(0, Math.max(free, 0)).map((file): Upload => {
      const problem =
        file.size > mostBytes
          ? t("photoTooLarge", { name: file.name })
          : file.type !== "" && !file.type.startsWith("image/")
            ? t("photoNotPicture", { name: file.name })
            : null;
      return { id: crypto.randomUUID(), file, share: 0, problem, mayRetry: false };
    });
    setUploads((all) => [...all.filter(({ problem }) => problem === null), ...added]);
    for (const upload of added) if (upload.problem === null) void send(upload);
  };

  const isFull = photos.length >= most;
  const message = error ?? complaint;
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1.5 text-sm font-medium">
        {t("photos")} <span className="text-2xs font-normal text-ink-3">{ui("field.optional")}</span>
      </legend>
      {photos.length > 0 && (
        <ul className="grid grid-cols-3 gap-2 sm:grid-cols-5">
          {photos.map((photo, place) => (
            <li key={photo.fileId} className="relative">
              <img
                src={`/api/files/${shop}/${photo.fileId}`}
                alt={t("photoOf", { n: place + 1 })}
                className="aspect-square w-full rounded-lg border border-line bg-sunken object-cover"
              />
              <button
                type="button"
                aria-label={t("removePhoto", { n: place + 1 })}
                onClick={() => onRemove(photo.fileId)}
                className={`${crossStyle} absolute end-1 top-1 rounded-full bg-surface/90 shadow-card`}
              >
                <X aria-hidden className="size-5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {uploads.map((upload) => (
        <div key={upload.id} className="rounded-lg border border-line bg-surface px-3 py-2">
          {upload.problem === null ? (
            <Progress
              label={`${upload.file.name}（${t("sending")}）`}
              value={Math.round(upload.share * 100)}
              detail={`${Math.round(upload.share * 100)}%`}
            />
          ) : (
            <div className="flex items-start gap-2">
              <p role="alert" className="flex-1 py-1 text-xs text-danger">
                {upload.problem}
              </p>
              {upload.mayRetry && (
                <button type="button" onClick={() => void send(upload)} className={buttonStyle({ size: "sm" })}>
                  <RotateCw aria-hidden />
                  {t("retry")}
                </button>
              )}
              <button
                type="button"
                aria-label={ui("close")}
                onClick={() => change(upload.id, null)}
                className={`${crossStyle} rounded-md`}
              >
                <X aria-hidden className="size-5" />
              </button>
            </div>
          )}
        </div>
      ))}
      {!isFull && (
        <div>
          <input
            id={id}
            type="file"
            // Named one by one, phones hand over their own formats as JPEG.
            accept="image/jpeg,image/png,image/webp,image/gif,image/avif"
            multiple
            aria-describedby={
              [hint !== null && `${id}-hint`, message && `${id}-error`].filter(Boolean).join(" ") || undefined
            }
            onChange={(event) => {
              choose(event.target.files);
              event.target.value = "";
            }}
            className="peer sr-only"
          />
          <label
            htmlFor={id}
            className={`${buttonStyle({ variant: "secondary" })} cursor-pointer peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-brand-text`}
          >
            <Camera aria-hidden className="size-5" />
            {t("addPhoto")}
          </label>
        </div>
      )}
      {hint !== null && (
        <p id={`${id}-hint`} className="text-xs text-ink-3">
          {hint ?? t("photosHint")}
        </p>
      )}
      {message && (
        <p id={`${id}-error`} role="alert" className="text-xs text-danger">
          {message}
        </p>
      )}
    </fieldset>
  );
}
