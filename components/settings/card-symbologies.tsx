import { useTranslations } from "next-intl";
import { SvgCode } from "@/components/staff/svg-code";
import { cn } from "@/components/ui/cn";

const kinds = ["code128", "ean13", "nw7", "qr"] as const;
type Kind = (typeof kinds)[number];

type Props = {
  value: Kind;
  samples: { spoken: string; svg: Record<Kind, string> };
  onChange: (kind: Kind) => void;
};

/** The four codes side by side, drawn as a card shows them, with the readers that each is for. */
export function CardSymbologies({ value, samples, onChange }: Props) {
  const t = useTranslations("settings.card");
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{t("symbology")}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {kinds.map((kind) => (
          <label
            key={kind}
            className={cn(
              "grid content-start gap-3 rounded-xl border border-line bg-surface p-4 transition-colors hover:bg-hover",
              "has-checked:border-brand-text has-checked:bg-brand-soft has-focus-visible:outline-2 has-focus-visible:outline-brand-text",
            )}
          >
            <span className="flex items-center gap-2.5">
              <input
                type="radio"
                name="symbology"
                value={kind}
                checked={value === kind}
                onChange={() => onChange(kind)}
                className="size-[1.15em] shrink-0 appearance-none rounded-full border border-line-strong bg-surface checked:border-[0.36em] checked:border-brand-text"
              />
              <span className="font-medium">{t(`kinds.${kind}.label`)}</span>
            </span>
            <span className="flex h-32 flex-col items-center justify-center gap-1 rounded-lg bg-white p-3">
              <SvgCode
                svg={samples.svg[kind]}
                label={t("sample", { kind: t(`kinds.${kind}.label`) })}
                className="h-20 max-w-full"
              />
              <span className="tabular text-xs tracking-wider text-[#15181c]">{samples.spoken}</span>
            </span>
            <span className="grid gap-1 text-xs text-ink-2">
              <span>{t(`kinds.${kind}.fits`)}</span>
              <span className="text-ink-3">{t(`kinds.${kind}.not`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
