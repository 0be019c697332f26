"use client";

import { Camera, X } from "lucide-react";
import { Fragment, useEffect, useId, useState } from "react";
import { useLightWords } from "@/components/form/light-words";
import { buttonStyle } from "@/components/ui/button-style";
import type { AddPhoto, Photo, PhotoSending, Upload } from "./photo-sending";

interface Props {
  shop: string;
  photos: readonly Photo[];
  most: number;
  /** Adds and removes by what is kept at that moment, since several pictures travel at once. May answer why one was not kept. */
  onAdd: AddPhoto;
  onRemove: (fileId: string) => void;
  onBusy?: (isBusy: boolean) => void;
  error?: string;
  /** In the place of the form's own hint; null for none. */
  hint?: string | null;
}

/** Pictures from the camera or the album: sent one by one as they are chosen, each with its progress or the reason why not. */
export function PhotoField({ shop, photos, most, onAdd, onRemove, onBusy, error, hint }: Props) {
  const words = {
    t: useLightWords("repairs.form"),
    ui: useLightWords("ui"),
    errors: useLightWords("errors"),
    files: useLightWords("files.errors"),
  };
  const { t } = words;
  const id = useId();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const [complaint, setComplaint] = useState<string | null>(null);
  /** What sends pictures: it travels with the first of them. */
  const [sending, setSending] = useState<PhotoSending | null>(null);

  const change = (uploadId: string, next: Partial<Upload> | null) =>
    setUploads((all) => all.flatMap((one) => (one.id !== uploadId ? [one] : next ? [{ ...one, ...next }] : [])));
  const isBusy = uploads.some(({ problem }) => problem === null);
  useEffect(() => onBusy?.(isBusy), [onBusy, isBusy]);

  const choose = async (chosen: File[]) => {
    const loaded = sending ?? (await import("./photo-sending").then((found) => found.photoSending).catch(() => null));
    if (!loaded) return setComplaint(words.errors("offline"));
    setSending(loaded);
    const free = most - photos.length - uploads.filter(({ problem }) => problem === null).length;
    setComplaint(chosen.length > free ? t("photoTooMany") : null);
    const added = chosen.slice(0, Math.max(free, 0)).map((file) => loaded.uploadOf(file, words));
    setUploads((all) => [...all.filter(({ problem }) => problem === null), ...added]);
    for (const upload of added) if (upload.problem === null) void loaded.send({ shop, upload, words, change, onAdd });
  };

  const isFull = photos.length >= most;
  const message = error ?? complaint;
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1.5 text-sm font-medium">
        {t("photos")} <span className="text-2xs font-normal text-ink-3">{words.ui("field.optional")}</span>
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
                className="absolute end-1 top-1 inline-flex size-11 shrink-0 items-center justify-center rounded-full bg-surface/90 text-ink-2 shadow-card hover:bg-hover hover:text-ink"
              >
                <X aria-hidden className="size-5" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {uploads.map((upload) => (
        <Fragment key={upload.id}>
          {sending?.row({
            upload,
            words,
            retry: () => void sending.send({ shop, upload, words, change, onAdd }),
            close: () => change(upload.id, null),
          })}
        </Fragment>
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
              void choose([...(event.target.files ?? [])]);
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
