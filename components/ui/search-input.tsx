"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { cn } from "./cn";
import { controlStyle } from "./control-style";

type SearchInputProps = {
  label: string;
  value: string;
  /** Called when typing rests for `delayMs`, on Enter and on clear; never while kana are still being composed. */
  onSearch: (value: string) => void;
  placeholder?: string;
  delayMs?: number;
  autoFocus?: boolean;
  className?: string;
};

/** A search box that waits for the person to finish. */
export function SearchInput({
  label,
  value,
  onSearch,
  placeholder,
  delayMs = 300,
  autoFocus,
  className,
}: SearchInputProps) {
  const t = useTranslations("ui");
  const [text, setText] = useState(value);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Words on their way out: one that comes back as `value` is the box's own, and more may have been typed since.
  const sent = useRef<string[]>([]);
  // The one of now: filters chosen while typing rested belong to the search too.
  const latest = useRef(onSearch);
  useEffect(() => {
    latest.current = onSearch;
  });
  useEffect(() => {
    const at = sent.current.indexOf(value.trim());
    sent.current.splice(0, at < 0 ? sent.current.length : at + 1);
    if (at >= 0 || composing.current) return;
    clearTimeout(timer.current);
    // oxlint-disable-next-line react/set-state-in-effect -- what was sent is known only to the timer, not to a drawing
    setText(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (next: string, delay: number) => {
    setText(next);
    clearTimeout(timer.current);
    if (composing.current) return;
    timer.current = setTimeout(() => {
      sent.current.push(next.trim());
      latest.current(next);
    }, delay);
  };
  return (
    <div className={cn("relative w-full sm:max-w-sm", className)}>
      <Search aria-hidden className="pointer-events-none absolute inset-y-0 start-3 my-auto size-4 text-ink-3" />
      <input
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        autoFocus={autoFocus}
        value={text}
        onChange={(event) => search(event.target.value, delayMs)}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          search(event.currentTarget.value, delayMs);
        }}
        onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && search(text, 0)}
        className={cn(controlStyle, "h-control ps-9 pe-10")}
      />
      {text && (
        <button
          type="button"
          aria-label={t("clear")}
          onClick={() => search("", 0)}
          className="absolute inset-y-0 end-0 flex w-10 items-center justify-center text-ink-3 hover:text-ink focus-visible:-outline-offset-2"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </div>
  );
}
