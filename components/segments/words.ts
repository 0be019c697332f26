import type { Formats } from "@/components/format/formats";
import type { Locale } from "@/components/format/locale";
import type { SegmentNames, SegmentRule } from "@/server/segments/input";
import type { Grammar } from "./grammar";
import { english } from "./phrases-en";
import { japanese } from "./phrases-ja";

const grammars: Record<Locale, Grammar> = { ja: japanese, en: english };

/**
 * A rule as a phrase in the reader's language. Sentences are built by one grammar per language and not from messages: what a
 * Japanese clause ends in depends on whether it is joined, denied or stands before its noun.
 */
export function segmentInWords(rule: SegmentRule, names: SegmentNames, locale: Locale, formats: Formats): string {
  return grammars[locale](simplified(rule), { names, formats });
}

/** The same rule without what only a builder needs: groups of one, groups within their like, double denials, 'everyone' beside others. */
export function simplified(rule: SegmentRule): SegmentRule {
  if (rule.type === "not") {
    const inner = simplified(rule.of);
    return inner.type === "not" ? inner.of : { type: "not", of: inner };
  }
  if (rule.type !== "and" && rule.type !== "or") return rule;
  const flat = rule.of.map(simplified).flatMap((child) => (child.type === rule.type ? child.of : [child]));
  const telling = rule.type === "and" ? flat.filter((child) => child.type !== "everyone") : flat;
  const [first] = telling;
  if (!first) return { type: "everyone" };
  return telling.length === 1 ? first : { type: rule.type, of: telling };
}
