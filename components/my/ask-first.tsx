"use client";

import { type ReactNode, useId, useRef } from "react";
import { buttonStyle, type ButtonStyle } from "@/components/ui/button-style";
import { SubmitButton } from "@/components/ui/submit-button";

interface Props {
  /** On the button that opens the question. */
  label: string;
  look: ButtonStyle;
  title: string;
  text: string;
  consequence?: string;
  /** The verb of the act, never just "OK". */
  confirmLabel: string;
  confirmLook: ButtonStyle["variant"];
  cancelLabel: string;
  /** The question stays until the promise settles. */
  onConfirm: () => Promise<unknown>;
  children?: ReactNode;
}

/** Asks before something that matters, by the browser's own dialog: focus, Escape and what lies behind are its business. Light: see text-field.tsx. */
export function AskFirst(props: Props) {
  const { label, look, title, text, consequence, confirmLabel, confirmLook, cancelLabel, onConfirm } = props;
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  const close = () => box.current?.close();
  return (
    <>
      <button type="button" onClick={() => box.current?.showModal()} className={buttonStyle(look)}>
        {label}
      </button>
      <dialog
        ref={box}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
        className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-xl border border-line bg-surface p-5 text-ink shadow-modal backdrop:bg-black/50"
      >
        <form
          action={async () => {
            await onConfirm();
            close();
          }}
          className="grid gap-4"
        >
          <h2 id={`${id}-title`} className="text-lg">
            {title}
          </h2>
          <div id={`${id}-text`} className="grid gap-2 text-sm text-ink-2">
            <p>{text}</p>
            {consequence && <p>{consequence}</p>}
          </div>
          <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <button type="button" onClick={close} className={buttonStyle({})}>
              {cancelLabel}
            </button>
            <SubmitButton variant={confirmLook}>{confirmLabel}</SubmitButton>
          </div>
        </form>
      </dialog>
    </>
  );
}
