"use client";

import { useState } from "react";
import { keepPreference } from "@/components/layout/preference-cookie";
import { type Theme, THEME_COOKIE } from "@/components/ui/theme";

interface Props {
  theme: string;
  legend: string;
  options: readonly { value: Theme; label: string }[];
}

/** Light, dark, or as the device; at once. */
export function ThemeChoice({ theme, legend, options }: Props) {
  const [current, setCurrent] = useState(theme);
  const choose = (next: Theme) => {
    keepPreference(THEME_COOKIE, next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    setCurrent(next);
  };
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      <div className="grid grid-cols-3 gap-2">
        {options.map(({ value, label }) => (
          <label
            key={value}
            className="flex min-h-11 cursor-pointer items-center justify-center rounded-lg border border-line px-2 text-center text-sm has-checked:border-brand-text has-checked:bg-brand-soft has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-brand-text"
          >
            <input
              type="radio"
              name="theme"
              value={value}
              checked={current === value}
              onChange={() => choose(value)}
              className="sr-only"
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
