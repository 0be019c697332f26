// What must hold inside files: messages in both languages, migrations in order, nothing left undone.
import type { HouseFile } from "./house-files";

type Json = { [key: string]: Json } | string;

const flatten = (value: Json, prefix = ""): [string, string][] =>
  typeof value === "string"
    ? [[prefix, value]]
    : Object.entries(value).flatMap(([key, inner]) => flatten(inner, prefix ? `${prefix}.${key}` : key));

/** The names a message expects to be given; branches of a plural or select are texts, not names. */
function argumentsOf(message: string): string {
  const names =
    message.includes(", plural,") || message.includes(", select")
      ? [...message.matchAll(/\{(\w+),/g)]
      : [...message.matchAll(/\{(\w+)[,}]/g)];
  return [...new Set(names.map(([, name = ""]) => name))].toSorted().join(", ");
}

/** Japanese and English have the same namespaces, the same keys, the same arguments. */
export function messageRules(files: readonly HouseFile[]): string[] {
  const folder = /^components\/messages\/(ja|en)\/(.+\.json)$/;
  const texts: Record<string, Map<string, string>> = { ja: new Map(), en: new Map() };
  for (const { path, text } of files) {
    const [, locale = "", namespace = ""] = folder.exec(path) ?? [];
    if (!locale) continue;
    texts[locale]?.set(namespace, "");
    for (const [key, message] of flatten(JSON.parse(text) as Json)) texts[locale]?.set(`${namespace}: ${key}`, message);
  }
  const { ja = new Map<string, string>(), en = new Map<string, string>() } = texts;
  const missing = (there: Map<string, string>, here: Map<string, string>, name: string) =>
    [...there.keys()].filter((key) => !here.has(key)).map((key) => `messages: ${key} is missing in ${name}`);
  const unlike = [...ja].filter(([key, text]) => en.has(key) && argumentsOf(text) !== argumentsOf(en.get(key) ?? ""));
  return [
    ...missing(ja, en, "en"),
    ...missing(en, ja, "ja"),
    ...unlike.map(([key]) => `messages: ${key} takes other arguments in ja than in en`),
  ];
}

type Journal = { entries: { idx: number; when: number; tag: string }[] };

/** Migrations are applied in the order of their times: one that is older than its predecessor would be skipped silently. */
export function migrationRules(files: readonly HouseFile[]): string[] {
  const journal = files.find(({ path }) => path === "db/migrations/meta/_journal.json");
  if (!journal) return [];
  const { entries } = JSON.parse(journal.text) as Journal;
  const present = files.flatMap(({ path }) => /^db\/migrations\/([^/]+)\.sql$/.exec(path)?.[1] ?? []);
  const late = entries.filter(({ when }, place) => place > 0 && when <= (entries[place - 1]?.when ?? 0));
  const misnumbered = entries.filter(
    ({ idx, tag }, place) => idx !== place || !tag.startsWith(String(place).padStart(4, "0")),
  );
  return [
    ...late.map(({ tag }) => `migrations: ${tag} is not later than the one before it; generate it again`),
    ...misnumbered.map(({ tag }) => `migrations: ${tag} does not stand at its number`),
    ...entries.filter(({ tag }) => !present.includes(tag)).map(({ tag }) => `migrations: ${tag}.sql is missing`),
    ...present
      .filter((tag) => !entries.some((entry) => entry.tag === tag))
      .map((tag) => `migrations: ${tag}.sql is not in the journal`),
  ];
}

// Put together from parts, or this file would accuse itself.
const undone = new RegExp(
  `\\b(?:${["TO", "FIX", "XX"].map((part, place) => part + ["DO", "ME", "X"][place]).join("|")})\\b`,
);
const skipped = /\b(?:it|test|describe)\.(?:skip|only|todo|fixme)\b/;

/** No note of work left undone, no test that is left out or runs alone. */
export function leftoverRules(files: readonly HouseFile[]): string[] {
  const sources = files.filter(({ path }) => /\.(?:[cm]?[jt]s|tsx|sql|css)$/.test(path));
  return sources.flatMap(({ path, text }) => [
    ...(undone.test(text) ? [`${path}: a note of work left undone`] : []),
    ...(/\.test\.tsx?$|^e2e\//.test(path) && skipped.test(text) ? [`${path}: a test is skipped or runs alone`] : []),
  ]);
}
