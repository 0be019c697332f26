"use client";

import { Check, Copy, Share2 } from "lucide-react";
import { useEffect, useId, useState, useSyncExternalStore } from "react";
import { buttonStyle } from "@/components/ui/button-style";

interface Props {
  address: string;
  title: string;
  text: string;
  words: { link: string; share: string; copy: string; copied: string };
}

// What the browser can do does not change while the page is open; the server cannot know it.
const nothing = () => () => {};
const phoneShares = () => typeof navigator.share === "function";
const notOnServer = () => false;

/** A link to be sent by whatever the phone has for that, or copied. Light: every word is given to it. */
export function ShareLink({ address, title, text, words }: Props) {
  const id = useId();
  const canShare = useSyncExternalStore(nothing, phoneShares, notOnServer);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <div className="grid gap-3">
      {canShare && (
        <button
          type="button"
          className={buttonStyle({ variant: "primary", block: true })}
          // Whoever closes the sheet has not failed at anything.
          onClick={() => void navigator.share({ title, text, url: address }).catch(() => undefined)}
        >
          <Share2 aria-hidden />
          {words.share}
        </button>
      )}
      <label htmlFor={id} className="grid gap-1 text-sm font-medium">
        {words.link}
        <input
          id={id}
          readOnly
          value={address}
          onFocus={(event) => event.target.select()}
          className="h-11 w-full min-w-0 rounded-md border border-line bg-sunken px-3 font-mono text-xs font-normal"
        />
      </label>
      <button
        type="button"
        className={buttonStyle({ block: true })}
        onClick={() => {
          // Refused outside of secure pages: the field above can still be selected.
          void navigator.clipboard.writeText(address).then(
            () => setCopied(true),
            () => document.getElementById(id)?.focus(),
          );
        }}
      >
        {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
        <span aria-live="polite">{isCopied ? words.copied : words.copy}</span>
      </button>
    </div>
  );
}
