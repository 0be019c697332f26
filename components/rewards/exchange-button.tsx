"use client";

import { useId, useRef, useState } from "react";
import { buttonStyle } from "@/components/ui/button-style";
import { controlStyle } from "@/components/ui/control-style";
import { SubmitButton } from "@/components/ui/submit-button";

interface Props {
  stores: readonly { id: string; name: string }[];
  words: { exchange: string; title: string; text: string; cancel: string; store: string };
  onExchange: (form: FormData) => Promise<string | null>;
}

/** Asks, with where it is to be picked up, and exchanges. Light: the words come from the server. */
export function ExchangeButton({ stores, words, onExchange }: Props) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  const [problem, say] = useState<string | null>(null);
  return (
    <>
      <button
        type="button"
        onClick={() => box.current?.showModal()}
        className={buttonStyle({ variant: "primary", block: true })}
      >
        {words.exchange}
      </button>
      <dialog
        ref={box}
        aria-labelledby={`${id}-title`}
        className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-xl border border-line bg-surface p-5 text-ink shadow-modal backdrop:bg-black/50"
      >
        <form action={async (form) => say(await onExchange(form))} className="grid gap-4">
          <h2 id={`${id}-title`} className="text-lg wrap-anywhere">
            {words.title}
          </h2>
          <p className="text-sm text-ink-2">{words.text}</p>
          {stores.length > 0 && (
            <label className="grid gap-1.5 text-sm font-medium">
              {words.store}
              <select name="storeId" required className={`${controlStyle} h-control`}>
                {stores.map((store) => (
                  <option key={store.id} value={store.id}>
                    {store.name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <p role="alert" className="text-sm text-danger empty:hidden">
            {problem}
          </p>
          <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
            <button type="button" onClick={() => box.current?.close()} className={buttonStyle({})}>
              {words.cancel}
            </button>
            <SubmitButton variant="primary">{words.exchange}</SubmitButton>
          </div>
        </form>
      </dialog>
    </>
  );
}
