"use client";

import { ImageUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { errorText } from "@/app/use-error-text";
import { FileRefused, sendFile } from "@/components/form/send-file";
import { logoPath } from "@/components/layout/shop-brand";
import { ShopMark } from "@/components/layout/shop-mark";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";

const maxBytes = 20 * 1024 * 1024;

interface Props {
  slug: string;
  shop: { name: string; color: string };
  fileId: string | null;
  /** Whether a file is on its way. */
  onBusy?: (isBusy: boolean) => void;
  onChange: (fileId: string | null) => void;
}

/** Chooses a picture and sends it at once; the shop takes it when the form is saved. */
export function LogoField({ slug, shop, fileId, onBusy, onChange }: Props) {
  const t = useTranslations();
  const hintId = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const send = async (file: File) => {
    setProblem(null);
    setShare(0);
    onBusy?.(true);
    try {
      // Said before minutes of sending, not after them.
      if (file.size > maxBytes) throw new FileRefused("files.too_large", { maxMegabytes: 20 });
      onChange((await sendFile({ shop: slug, kind: "logo", file, onProgress: setShare })).fileId);
    } catch (error) {
      const { reason, details } = error instanceof FileRefused ? error : new FileRefused("kernel.unexpected", {});
      setProblem(errorText(t, reason, details));
    } finally {
      setShare(null);
      onBusy?.(false);
      if (picker.current) picker.current.value = "";
    }
  };

  return (
    <fieldset className="grid gap-2" aria-describedby={hintId}>
      <legend className="mb-1.5 text-sm font-medium">{t("settings.brand.logo")}</legend>
      <div className="flex flex-wrap items-center gap-4">
        <ShopMark
          shop={{ ...shop, logoUrl: fileId && logoPath(slug, fileId) }}
          className="size-16 border border-line text-2xl"
        />
        <div className="flex flex-wrap gap-2">
          <input
            ref={picker}
            type="file"
            accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
            aria-label={t("settings.brand.logoFile")}
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) void send(file);
            }}
          />
          <Button icon={<ImageUp aria-hidden />} loading={share !== null} onClick={() => picker.current?.click()}>
            {t(fileId ? "settings.brand.logoChange" : "settings.brand.logoChoose")}
          </Button>
          {fileId && (
            <Button variant="ghost" onClick={() => onChange(null)}>
              {t("settings.brand.logoRemove")}
            </Button>
          )}
        </div>
      </div>
      {share !== null && <Progress label={t("settings.brand.logoSending")} value={Math.round(share * 100)} hideLabel />}
      <p id={hintId} className="text-xs text-ink-3">
        {t("settings.brand.logoHint")}
      </p>
      {problem && (
        <p role="alert" className="text-xs text-danger">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
