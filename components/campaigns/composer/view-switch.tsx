import type { ReactNode } from "react";

interface Props<V extends string> {
  legend: string;
  name: string;
  value: V;
  options: readonly { value: V; label: ReactNode }[];
  onChange: (value: V) => void;
}

/** Switches how something is shown: a few short choices side by side, one of them pressed. */
export function ViewSwitch<V extends string>({ legend, name, value, options, onChange }: Props<V>) {
  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{legend}</legend>
      <div className="inline-flex rounded-lg border border-line bg-sunken p-0.5">
        {options.map((option) => (
          <label
            key={option.value}
            className="relative flex min-h-8 items-center rounded-md px-3 text-sm text-ink-2 has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:shadow-card max-lg:min-h-10"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
              className="absolute inset-0 appearance-none rounded-md"
            />
            <span className="pointer-events-none relative">{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
