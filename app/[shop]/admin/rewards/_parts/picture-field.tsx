"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { errorText } from "@/app/use-error-text";
import { FileRefused, sendFile } from "@/components/form/send-file";
import { Button } from "@/components/ui/button";

interface Props {
  slug: string;
  pictureId: string | null;
  isSending: boolean;
  onBusy: (isSending: boolean) => void;
  onChange: (pictureId: string) => void;
}

/** The picture of a reward; it is sent at once and kept when the form is saved. */
export function PictureField({ slug, pictureId, isSending, onBusy, onChange }: Props) {
  const all = useTranslations();
  const t = useTranslations("rewards.admin");
  const input = useRef<HTMLInputElement>(null);
  const [problem, say] = useState<string | null>(null);
  const send = async (file: File) => {
    onBusy(true);
    say(null);
    try {
      onChange((await sendFile({ shop: slug, kind: "reward_picture", file })).fileId);
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
      say(errorText(all, error.reason, error.details));
    } finally {
      onBusy(false);
    }
  };
  return (
    <div className="grid justify-items-start gap-2">
      <span className="text-sm font-medium">{t("picture")}</span>
      {pictureId && (
        <img src={`/api/files/${slug}/${pictureId}`} alt="" className="aspect-[4/3] w-48 rounded-lg object-cover" />
      )}
      <input
        ref={input}
        type="file"
        accept="image/*"
        aria-label={t("choosePicture")}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void send(file);
        }}
      />
      <Button loading={isSending} onClick={() => input.current?.click()}>
        {t("choosePicture")}
      </Button>
      {problem && (
        <p role="alert" className="text-xs text-danger">
          {problem}
        </p>
      )}
    </div>
  );
}
