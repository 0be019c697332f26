"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { LocaleSwitch } from "@/components/layout/locale-switch";
import { ThemeSwitch } from "@/components/layout/theme-switch";
import { BrandStyle } from "@/components/ui/brand-style";
import { Section } from "@/components/ui/card";
import { DataShelf, TableShelf } from "./data-shelf";
import { BrandShelf, ButtonShelf, ChoiceShelf, FieldShelf } from "./input-shelf";
import { FeedbackShelf, FormatShelf, NavigationShelf, OverlayShelf } from "./message-shelf";
import type { Samples } from "./samples";

const swatches = [
  "canvas",
  "surface",
  "sunken",
  "hover",
  "line",
  "line-strong",
  "ink",
  "ink-2",
  "ink-3",
  "brand",
  "brand-text",
  "brand-soft",
  "ok",
  "ok-soft",
  "warn",
  "warn-soft",
  "danger",
  "danger-soft",
  "info",
  "info-soft",
];
const brands = ["1d4f8f", "e60012", "ffd400", "00873c", "f7a8b8", "111111"];

export function Gallery({ words, brand }: { words: Samples; brand?: string }) {
  const s = words.sections;
  const shelves: [string, string, ReactNode][] = [
    ["color", s.color, <ColorShelf key="c" />],
    ["type", s.type, <TypeShelf key="t" words={words} />],
    ["buttons", s.buttons, <ButtonShelf key="b" words={words} />],
    ["fields", s.fields, <FieldShelf key="f" words={words} />],
    ["choices", s.choices, <ChoiceShelf key="ch" words={words} />],
    ["brand", s.brand, <BrandShelf key="br" />],
    ["feedback", s.feedback, <FeedbackShelf key="fb" words={words} />],
    ["data", s.data, <DataShelf key="d" words={words} />],
    ["table", s.table, <TableShelf key="tb" words={words} />],
    ["overlays", s.overlays, <OverlayShelf key="o" words={words} />],
    ["navigation", s.navigation, <NavigationShelf key="n" words={words} />],
    ["format", s.format, <FormatShelf key="fm" />],
  ];
  return (
    <div className="mx-auto max-w-5xl px-4 py-8 sm:px-8">
      <BrandStyle color={brand} />
      <header className="mb-10 flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0 max-w-2xl">
          <h1 className="text-3xl tracking-tight">{words.title}</h1>
          <p className="mt-2 text-ink-2">{words.lead}</p>
        </div>
        <div className="flex items-center gap-1">
          {brands.map((hex) => (
            <Link
              key={hex}
              href={`?brand=${hex}`}
              scroll={false}
              aria-label={`#${hex}`}
              className="size-6 rounded-full border border-line-strong"
              style={{ background: `#${hex}` }}
            />
          ))}
          <LocaleSwitch />
          <ThemeSwitch />
        </div>
        <nav aria-label={s.shells} className="flex flex-wrap gap-4 text-sm text-brand-text">
          {["my", "staff", "admin", "auth"].map((shell) => (
            <Link key={shell} href={`/dev/gallery/shell/${shell}`} className="underline underline-offset-4">
              {shell}
            </Link>
          ))}
        </nav>
      </header>
      <main className="grid gap-12">
        {shelves.map(([key, title, content]) => (
          <Section key={key} id={key} title={title}>
            {content}
          </Section>
        ))}
      </main>
    </div>
  );
}

const ColorShelf = () => (
  <div className="grid grid-cols-4 gap-2 sm:grid-cols-10">
    {swatches.map((name) => (
      <div key={name} className="min-w-0">
        <div className="h-12 rounded-md border border-line" style={{ background: `var(--${name})` }} />
        <p className="mt-1 truncate text-2xs text-ink-3">{name}</p>
      </div>
    ))}
  </div>
);

const TypeShelf = ({ words }: { words: Samples }) => (
  <div className="grid gap-3">
    {["text-4xl", "text-3xl", "text-2xl", "text-xl", "text-lg"].map((size) => (
      <p key={size} className={`${size} font-semibold tracking-tight`}>
        {words.heading}
      </p>
    ))}
    <p className="max-w-2xl">{words.body}</p>
    <p className="max-w-2xl text-sm text-ink-2">{words.body}</p>
    <p className="max-w-2xl text-xs text-ink-3">{words.body}</p>
  </div>
);
