import { RotateCw, X } from "lucide-react";
import type { useLightWords } from "@/components/form/light-words";
import { FileRefused, sendFile } from "@/components/form/send-file";
import { buttonStyle } from "@/components/ui/button-style";
import { Progress } from "@/components/ui/progress";

export interface Photo {
  fileId: string;
  name: string;
}

/** Answers, where it takes time, why the picture was not kept, in words; null when it was. */
export type AddPhoto = (photo: Photo) => void | Promise<string | null>;

export interface Upload {
  id: string;
  file: File;
  /** Once it has arrived: it need not travel again. */
  fileId?: string;
  share: number;
  /** Why it was not taken; null while it travels. */
  problem: string | null;
  mayRetry: boolean;
}

interface Words {
  t: ReturnType<typeof useLightWords<"repairs.form">>;
  ui: ReturnType<typeof useLightWords<"ui">>;
  errors: ReturnType<typeof useLightWords<"errors">>;
  files: ReturnType<typeof useLightWords<"files.errors">>;
}

interface Sending {
  shop: string;
  upload: Upload;
  words: Words;
  change: (uploadId: string, next: Partial<Upload> | null) => void;
  onAdd: AddPhoto;
}

interface RowProps {
  upload: Upload;
  words: Words;
  retry: () => void;
  close: () => void;
}

const mostBytes = 20 * 1024 * 1024;

function wordsFor(refused: unknown, name: string, { t, errors, files }: Words): string {
  const { reason, details } = refused instanceof FileRefused ? refused : { reason: "kernel.offline", details: {} };
  if (reason === "files.not_a_picture" || reason === "files.broken_picture") return t("photoNotPicture", { name });
  if (reason === "files.too_large") return t("photoTooLarge", { name });
  const [said, key] = [reason.startsWith("files.") ? files : errors, reason.slice(reason.indexOf(".") + 1)];
  const why = said.has(key) ? said(key, details) : errors("unexpected");
  return t("photoFailed", { name, reason: why });
}

/** A chosen file, refused at once where anybody can see that the shop will not take it. */
function uploadOf(file: File, { t }: Words): Upload {
  const isOther = file.type !== "" && !file.type.startsWith("image/");
  const wrong = file.size > mostBytes ? "photoTooLarge" : isOther ? "photoNotPicture" : null;
  return {
    id: crypto.randomUUID(),
    file,
    share: 0,
    problem: wrong && t(wrong, { name: file.name }),
    mayRetry: false,
  };
}

async function send({ shop, upload, words, change, onAdd }: Sending): Promise<void> {
  const { id, file } = upload;
  change(id, { problem: null, share: 0 });
  try {
    const onProgress = (share: number) => change(id, { share });
    const fileId = upload.fileId ?? (await sendFile({ shop, kind: "repair_photo", file, onProgress })).fileId;
    const reason = await onAdd({ fileId, name: file.name });
    change(
      id,
      reason ? { fileId, problem: words.t("photoFailed", { name: file.name, reason }), mayRetry: true } : null,
    );
  } catch (refused) {
    const mayRetry = !(refused instanceof FileRefused && refused.reason.startsWith("files."));
    change(id, { problem: wordsFor(refused, file.name, words), mayRetry });
  }
}

/** How far a picture is, or why it was not taken. */
function row({ upload, words: { t, ui }, retry, close }: RowProps) {
  const percent = Math.round(upload.share * 100);
  return (
    <div className="rounded-lg border border-line bg-surface px-3 py-2">
      {upload.problem === null ? (
        <Progress label={t("sendingPhoto", { name: upload.file.name })} value={percent} detail={`${percent}%`} />
      ) : (
        <div className="flex items-start gap-2">
          <p role="alert" className="min-w-0 flex-1 py-1 text-xs wrap-anywhere text-danger">
            {upload.problem}
          </p>
          {upload.mayRetry && (
            <button type="button" onClick={retry} className={buttonStyle({ size: "sm" })}>
              <RotateCw aria-hidden />
              {t("retry")}
            </button>
          )}
          <button
            type="button"
            aria-label={ui("close")}
            onClick={close}
            className="inline-flex size-11 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-hover hover:text-ink"
          >
            <X aria-hidden className="size-5" />
          </button>
        </div>
      )}
    </div>
  );
}

export const photoSending = { uploadOf, send, row };
export type PhotoSending = typeof photoSending;
