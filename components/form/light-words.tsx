"use client";

import type { useTranslations } from "next-intl";
import { createContext, type ReactNode, useContext } from "react";

// Words for forms that a phone must open fast: sentences with names in braces, without the translator's 12 KB. Plurals, numbers and
// dates are worded by the server. On all other pages use useTranslations.

interface Tree {
  readonly [key: string]: string | Tree;
}
type Namespace = NonNullable<Parameters<typeof useTranslations>[0]>;
type KeyOf<N extends Namespace> = Parameters<ReturnType<typeof useTranslations<N>>>[0];

const Words = createContext<Tree>({});

/** Brings the words that the forms inside it say. */
export const LightWords = ({ words, children }: { words: object; children: ReactNode }) => (
  <Words value={words as Tree}>{children}</Words>
);

function sentenceAt(tree: Tree, path: string): string | undefined {
  const found = path
    .split(".")
    .reduce<string | Tree | undefined>((at, key) => (typeof at === "object" ? at[key] : undefined), tree);
  return typeof found === "string" ? found : undefined;
}

/** Says a sentence below the namespace, with what stands in braces filled in; `has` tells whether there is one. */
export function useLightWords<N extends Namespace>(namespace: N) {
  const tree = useContext(Words);
  const say = (key: KeyOf<N> & string, values: Readonly<Record<string, string | number>> = {}): string => {
    const path = `${namespace}.${key}`;
    return (sentenceAt(tree, path) ?? path).replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
      name in values ? String(values[name]) : whole,
    );
  };
  return Object.assign(say, { has: (key: string) => sentenceAt(tree, `${namespace}.${key}`) !== undefined });
}
