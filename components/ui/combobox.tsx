"use client";

import { Check, ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { Popover } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { cn } from "./cn";
import { controlStyle } from "./control-style";
import { useFieldWiring } from "./field";

export type Choice = { value: string; label: string; hint?: ReactNode; keywords?: string };

type ComboboxProps = {
  choices: readonly Choice[];
  value: string | null;
  onValueChange: (value: string) => void;
  placeholder?: string;
  /** With it the choices come from outside for each text; without it they are narrowed here. */
  onSearch?: (text: string) => void;
  loading?: boolean;
  disabled?: boolean;
};

const fold = (text: string) => text.normalize("NFKC").toLowerCase();

/** One of many, found by typing (WAI-ARIA combobox with a listbox). */
export function Combobox({ choices, value, onValueChange, placeholder, onSearch, loading, disabled }: ComboboxProps) {
  const t = useTranslations("ui");
  const wiring = useFieldWiring();
  const listId = useId();
  const [text, setText] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const open = text !== null;
  const chosen = choices.find((choice) => choice.value === value);
  const shown =
    onSearch || !text
      ? choices
      : choices.filter((choice) => fold(`${choice.label} ${choice.keywords ?? ""}`).includes(fold(text)));
  const type = (next: string) => {
    setText(next);
    setActive(0);
    onSearch?.(next);
  };
  const pick = (choice: Choice) => {
    onValueChange(choice.value);
    setText(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While kana are being converted, Enter and the arrows belong to the input method.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return type("");
      setActive((at) => Math.max(0, Math.min(shown.length - 1, at + (event.key === "ArrowDown" ? 1 : -1))));
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      // A list that is on its way still belongs to the text before; where nothing fits, the text stays to be mended.
      if (!loading && shown[active]) pick(shown[active]);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setText(null);
    }
  };
  return (
    <Popover.Root open={open} onOpenChange={(next) => !next && setText(null)}>
      <Popover.Anchor asChild>
        <span className="relative block">
          <input
            {...wiring}
            role="combobox"
            aria-expanded={open}
            aria-controls={open ? listId : undefined}
            aria-autocomplete="list"
            aria-activedescendant={open && shown[active] ? `${listId}-${active}` : undefined}
            autoComplete="off"
            disabled={disabled}
            placeholder={chosen?.label ?? placeholder}
            value={text ?? chosen?.label ?? ""}
            onClick={() => !open && type("")}
            onChange={(event) => type(event.target.value)}
            onKeyDown={onKeyDown}
            onBlur={() => setText(null)}
            className={cn(controlStyle, "h-control pe-9")}
          />
          <ChevronDown aria-hidden className="pointer-events-none absolute inset-y-0 end-3 my-auto size-4 text-ink-3" />
        </span>
      </Popover.Anchor>
      <Popover.Portal>
        <Popover.Content
          // The listbox inside carries the meaning; this box is only paper.
          role="presentation"
          align="start"
          sideOffset={4}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          className="z-50 w-[var(--radix-popover-trigger-width)] animate-rise rounded-lg border border-line bg-raised shadow-pop"
        >
          <ul id={listId} role="listbox" aria-busy={loading || undefined} className="max-h-72 overflow-y-auto p-1">
            {shown.map((choice, index) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the text keeps the focus and handles the keys
              <li
                key={choice.value}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={choice.value === value}
                // The press would take the focus away from the text, and the list would close before the choice.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => pick(choice)}
                onPointerMove={() => setActive(index)}
                className={cn(
                  "flex min-h-control-sm cursor-pointer items-center gap-2 rounded-md px-2.5 py-1.5 text-sm",
                  index === active && "bg-hover",
                )}
              >
                <span className="min-w-0 flex-1">
                  {choice.label}
                  {choice.hint && <span className="block text-xs text-ink-3">{choice.hint}</span>}
                </span>
                {choice.value === value && <Check aria-hidden className="size-4 text-brand-text" />}
              </li>
            ))}
          </ul>
          {shown.length === 0 && <p className="px-3.5 pb-3 text-sm text-ink-3">{t("noChoices")}</p>}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
