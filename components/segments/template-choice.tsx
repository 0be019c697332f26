"use client";

import { ShieldCheck, Cake, Footprints, Hourglass, ShoppingBag } from "lucide-react";
import { useTranslations } from "next-intl";
import { segmentTemplateKeys, type SegmentTemplateKey } from "./templates";

const icons = {
  warranty_ending: ShieldCheck,
  birthday: Cake,
  once_only: ShoppingBag,
  lapsed: Footprints,
  points_expiring: Hourglass,
} as const satisfies Record<SegmentTemplateKey, unknown>;

type Props = { onChoose: (key: SegmentTemplateKey) => void; isOpen: boolean };

/** Common conditions to begin from. */
export function TemplateChoice({ onChoose, isOpen }: Props) {
  const t = useTranslations("segmentBuilder.templates");
  return (
    <details open={isOpen} className="group">
      <summary className="cursor-pointer rounded-md py-1 text-sm font-medium">{t("title")}</summary>
      <ul className="mt-2 grid gap-2 sm:grid-cols-2 xl:grid-cols-5">
        {segmentTemplateKeys.map((key) => {
          const Icon = icons[key];
          return (
            <li key={key} className="grid">
              <button
                type="button"
                onClick={() => onChoose(key)}
                className="grid content-start gap-1 rounded-xl border border-line bg-surface p-3 text-start shadow-card transition-colors hover:bg-hover"
              >
                <span className="flex items-center gap-2 text-sm font-medium">
                  <Icon aria-hidden className="size-4 shrink-0 text-brand-text" />
                  {t(`${key}.title`)}
                </span>
                <span className="text-xs text-ink-3">{t(`${key}.hint`)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
