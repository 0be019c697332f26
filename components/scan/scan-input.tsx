"use client";

import { Camera, ScanBarcode, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { controlStyle } from "@/components/ui/control-style";
import { IconButton } from "@/components/ui/icon-button";
import { CameraDialog } from "./camera-dialog";
import { useTypingTarget } from "./use-reader";

type ScanInputProps = {
  label: string;
  placeholder?: string;
  value: string;
  onValueChange: (value: string) => void;
  /** Enter, the button, a reader or the camera: the text as it was read. */
  onSubmit: (text: string) => void;
  submitLabel: string;
  busy?: boolean;
  /** Why the text was refused; shown below and read aloud. */
  error?: string | null;
  /** Beside something else: the camera is a sign without words. */
  compact?: boolean;
  inputRef: RefObject<HTMLInputElement | null>;
};

/** The one box into which a reader, a camera and a hand all write. It takes every key that nobody else wants. */
export function ScanInput(props: ScanInputProps) {
  const { label, placeholder, value, onValueChange, onSubmit, submitLabel, busy, error, compact, inputRef } = props;
  const t = useTranslations("staff.scan");
  const [isCameraOpen, setCameraOpen] = useState(false);
  useTypingTarget(inputRef, onSubmit);
  return (
    <form
      role="search"
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (value.trim() && !busy) onSubmit(value);
      }}
    >
      <div className="flex gap-2">
        <div className="relative min-w-0 flex-1">
          <ScanBarcode
            aria-hidden
            className="pointer-events-none absolute inset-y-0 start-4 my-auto size-6 text-ink-3 max-sm:start-3"
          />
          <input
            ref={inputRef}
            // The counter's first act is always a scan.
            autoFocus
            aria-label={label}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? "scan-error" : undefined}
            placeholder={placeholder}
            value={value}
            onChange={(event) => onValueChange(event.target.value)}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            enterKeyHint="search"
            className={cn(controlStyle, "h-16 ps-13 pe-12 text-lg max-sm:ps-11 max-sm:text-base")}
          />
          {value && (
            <IconButton
              label={t("clear")}
              hint={false}
              icon={<X aria-hidden />}
              onClick={() => {
                onValueChange("");
                inputRef.current?.focus();
              }}
              className="absolute inset-y-0 end-1 my-auto"
            />
          )}
        </div>
        <Button
          aria-label={t("camera")}
          icon={<Camera aria-hidden />}
          className="min-h-16 min-w-16 px-4"
          onClick={() => setCameraOpen(true)}
        >
          {!compact && <span className="max-md:hidden">{t("camera")}</span>}
        </Button>
        <Button type="submit" loading={busy} className="min-h-16 px-5 max-md:hidden">
          {submitLabel}
        </Button>
      </div>
      {error && (
        <p id="scan-error" role="alert" className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
      <CameraDialog
        open={isCameraOpen}
        onOpenChange={setCameraOpen}
        onScan={(text) => {
          setCameraOpen(false);
          onSubmit(text);
        }}
      />
    </form>
  );
}
