import type { ReactNode } from "react";

export type RadioOption = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };

type RadioGroupProps = {
  legend: ReactNode;
  name: string;
  options: readonly RadioOption[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  /** `cards` puts each choice in a box, for choices that need explaining. */
  look?: "plain" | "cards" | "inline";
  hideLegend?: boolean;
  error?: ReactNode;
};

const groups = { plain: "grid", cards: "grid gap-2", inline: "flex flex-wrap gap-x-5" };
const card =
  "rounded-lg border border-line bg-surface px-4 py-3 transition-colors hover:bg-hover has-checked:border-brand-text has-checked:bg-brand-soft";

/** One of a few; all are visible. Light: see text-field.tsx. */
export function RadioGroup({
  legend,
  name,
  options,
  value,
  defaultValue,
  onValueChange,
  look = "plain",
  hideLegend,
  error,
}: RadioGroupProps) {
  return (
    <fieldset className="min-w-0">
      <legend className={hideLegend ? "sr-only" : "mb-1.5 text-sm font-medium"}>{legend}</legend>
      <div className={groups[look]}>
        {options.map((option) => (
          <label
            key={option.value}
            className={`flex min-h-control-sm items-start gap-2.5 text-control has-disabled:text-ink-3 ${look === "cards" ? card : "py-1.5"}`}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              onChange={onValueChange && (() => onValueChange(option.value))}
              {...(value !== undefined
                ? { checked: value === option.value }
                : { defaultChecked: defaultValue === option.value })}
              className="mt-[0.3em] size-[1.15em] shrink-0 appearance-none rounded-full border border-line-strong bg-surface transition-[border-width,border-color] checked:border-[0.36em] checked:border-brand-text disabled:opacity-50"
            />
            <span className="min-w-0">
              <span className={look === "cards" ? "font-medium" : undefined}>{option.label}</span>
              {option.hint && <span className="block text-xs text-ink-3">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p role="alert" className="mt-1 text-xs text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
