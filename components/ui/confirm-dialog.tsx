"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { Dialog, type DialogProps } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";

type ConfirmDialogProps = Pick<DialogProps, "open" | "onOpenChange" | "trigger" | "title"> & {
  /** What will happen, in plain words. */
  description: ReactNode;
  /** Consequences, one line each. */
  consequences?: readonly ReactNode[];
  /** The verb of the act, never just "OK". */
  confirmLabel: string;
  tone?: "danger" | "primary";
  /** The person must type this word first: for what cannot be undone. */
  typeToConfirm?: string;
  /** Why it cannot be confirmed yet, such as a reason that is missing. */
  disabledReason?: string;
  /** The dialog stays open with a spinner until the promise settles; it closes unless the promise is rejected. */
  onConfirm: () => void | Promise<unknown>;
  children?: ReactNode;
};

/** Asks before something that matters, and says what will happen. */
export function ConfirmDialog({
  open,
  onOpenChange,
  confirmLabel,
  consequences,
  tone = "danger",
  typeToConfirm,
  disabledReason,
  onConfirm,
  children,
  ...rest
}: ConfirmDialogProps) {
  const t = useTranslations("ui");
  const [ownOpen, setOwnOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [typed, setTyped] = useState("");
  const isOpen = open ?? ownOpen;
  const setOpen = (next: boolean) => {
    if (pending) return;
    setTyped("");
    setOwnOpen(next);
    onOpenChange?.(next);
  };
  const confirm = async () => {
    setPending(true);
    try {
      await onConfirm();
      setTyped("");
      setOwnOpen(false);
      onOpenChange?.(false);
    } catch {
      // Whoever acts has said why; here it only stays open.
    } finally {
      setPending(false);
    }
  };
  const mismatch = typeToConfirm !== undefined && typed.trim() !== typeToConfirm;
  return (
    <Dialog
      {...rest}
      open={isOpen}
      onOpenChange={setOpen}
      footer={
        <>
          <Button onClick={() => setOpen(false)}>{t("cancel")}</Button>
          <Button
            variant={tone}
            loading={pending}
            disabledReason={mismatch ? t("typeFirst", { word: typeToConfirm }) : disabledReason}
            onClick={confirm}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      {(consequences?.length || children || typeToConfirm) && (
        <div className="grid gap-4">
          {consequences?.length ? (
            <ul className="grid list-disc gap-1 ps-5 text-sm text-ink-2">
              {consequences.map((line, index) => (
                <li key={index}>{line}</li>
              ))}
            </ul>
          ) : null}
          {children}
          {typeToConfirm && (
            <Field label={t("typeToConfirm", { word: typeToConfirm })}>
              <Input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
            </Field>
          )}
        </div>
      )}
    </Dialog>
  );
}
