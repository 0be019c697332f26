import { quietUntil } from "@/server/kernel/quiet-hours";
import { mailLocales, type MailLocale, mailTexts, tagPattern, tagsOf } from "@/server/contents/input";
import {
  campaignDefinition,
  type CampaignDefinition,
  type CampaignDraft,
  campaignTiming,
  type CampaignTiming,
} from "../input";
import { nextRunAt } from "./timing";

export const campaignValues = ["target", "offer", "timing", "channel", "contents"] as const;
export type CampaignValue = (typeof campaignValues)[number];
export type Missing = CampaignValue | "timing_fact";

/** One thing to be looked at before a launch. `block` keeps the draft from being published; `warn` is for a person to weigh. */
export interface Finding {
  code: string;
  value: CampaignValue;
  weight: "block" | "warn";
  locale?: MailLocale;
  field?: string;
  /** A number that fills the sentence: a limit, a size. */
  n?: number;
  /** A word that fills it: a tag. */
  word?: string;
  /** An instant that fills it. */
  at?: Date;
}

/** Where and by whom a draft would be published. */
export interface LaunchPlace {
  now: Date;
  timeZone: string;
  quietStartMinutes: number;
  quietEndMinutes: number;
  messageClass: "marketing" | "service";
  mayPublishService: boolean;
  sender: { address: string; name: string; legalName: string; legalAddress: string; contactUrl: string };
}

/** The draft with its texts as they would be published: empty paragraphs gone, ends trimmed. */
function tidied(draft: CampaignDraft): CampaignDraft {
  const { contents } = draft;
  if (!contents) return draft;
  const tidy = (locale: MailLocale) => ({
    ...contents.texts[locale],
    body: contents.texts[locale].body.map((paragraph) => paragraph.trim()).filter(Boolean),
  });
  return { ...draft, contents: { ...contents, texts: { ja: tidy("ja"), en: tidy("en") } } };
}

/** The draft as a definition that can run, or null while something is missing or not right. */
export function definitionOf(draft: CampaignDraft): CampaignDefinition | null {
  if (whatIsMissing(draft)) return null;
  return campaignDefinition.parse(tidied(draft));
}

/** The timing of a draft if it can run. */
export const runnableTiming = (timing: CampaignDraft["timing"]): CampaignTiming | null =>
  campaignTiming.safeParse(timing).data ?? null;

/** The first thing that keeps a draft from being published, or null. */
export function whatIsMissing(draft: CampaignDraft): Missing | null {
  const ready = tidied(draft);
  const isRight = campaignDefinition.safeParse(ready);
  const atFault = new Set(isRight.error?.issues.map((issue) => issue.path[0]));
  const absent = campaignValues.find((value) => ready[value] === undefined || atFault.has(value));
  if (absent) return absent;
  if (contentsFindings(ready).some((finding) => finding.weight === "block")) return "contents";
  return isFactMissing(ready) ? "timing_fact" : null;
}

/** The warranty notice speaks of one product and its last day: only the end of a warranty can give them. */
const isFactMissing = ({ contents, timing }: CampaignDraft): boolean =>
  contents?.template === "warranty-notice" && !(timing?.kind === "date_of_fact" && timing.fact === "warranty_end");

/** Everything about a draft that can be said without counting anybody, in the order of the five values. */
export function draftFindings(draft: CampaignDraft, place: LaunchPlace): Finding[] {
  const ready = tidied(draft);
  const absent = campaignValues
    .filter((value) => ready[value] === undefined)
    .map((value): Finding => ({ code: `no_${value}`, value, weight: "block" }));
  const found = [
    ...absent,
    ...targetFindings(ready, place),
    ...timingFindings(ready, place),
    ...channelFindings(ready, place),
    ...contentsFindings(ready),
    ...(isFactMissing(ready) ? [{ code: "timing_fact", value: "contents", weight: "block" } as const] : []),
  ];
  return campaignValues.flatMap((value) => found.filter((finding) => finding.value === value));
}

function targetFindings(draft: CampaignDraft, place: LaunchPlace): Finding[] {
  const findings: Finding[] = [];
  if (place.messageClass === "service" && !place.mayPublishService)
    findings.push({ code: "service_owner", value: "target", weight: "block" });
  if (draft.holdoutPercent === 0) findings.push({ code: "no_holdout", value: "target", weight: "warn" });
  return findings;
}

const hourMs = 3_600_000;

function timingFindings({ timing, respectsQuietHours }: CampaignDraft, place: LaunchPlace): Finding[] {
  if (!timing) return [];
  const runnable = runnableTiming(timing);
  if (!runnable) return [{ code: `timing_${timing.kind}`, value: "timing", weight: "block" }];
  const first = runnable.kind === "once" ? new Date(runnable.at) : nextRunAt(runnable, place);
  if (!first) return [{ code: "timing_never", value: "timing", weight: "block" }];
  if (first <= place.now) return [{ code: "timing_past", value: "timing", weight: "warn" }];
  if (respectsQuietHours === false) return [];
  const until = quietUntil(first, {
    startMinutes: place.quietStartMinutes,
    endMinutes: place.quietEndMinutes,
    timeZone: place.timeZone,
  });
  if (!until) return [];
  const isTooLate = until.getTime() - first.getTime() > runnable.validHours * hourMs;
  return [
    isTooLate
      ? { code: "timing_quiet_lost", value: "timing", weight: "block", at: until }
      : { code: "timing_quiet", value: "timing", weight: "warn", at: until },
  ];
}

function channelFindings(draft: CampaignDraft, { sender, messageClass }: LaunchPlace): Finding[] {
  const findings: Finding[] = [];
  const block = (code: string) => findings.push({ code, value: "channel", weight: "block" });
  if (!/^[^\s@]+@[^\s@]+$/.test(sender.address) || !sender.name.trim()) block("no_sender");
  // 特定電子メール法 art. 4 and its rules: the sender's name, address and where complaints go stand in every mail.
  if (!sender.legalName.trim() || !sender.legalAddress.trim()) block("no_legal_sender");
  if (!sender.contactUrl.trim()) block("no_contact");
  if (messageClass === "marketing" && draft.respectsQuietHours === false)
    findings.push({ code: "quiet_off", value: "channel", weight: "warn" });
  if (messageClass === "marketing" && draft.isCapped === false)
    findings.push({ code: "cap_off", value: "channel", weight: "warn" });
  return findings;
}

/** A subject longer than this is cut in most mail lists on phones. */
const shownOfSubject = { ja: 30, en: 50 } as const;
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const withoutTags = (text: string) => text.replace(tagPattern, "");

function contentsFindings({ contents }: CampaignDraft): Finding[] {
  if (!contents) return [];
  const known: readonly string[] = tagsOf[contents.template];
  return mailLocales.flatMap((locale): Finding[] => {
    const texts = contents.texts[locale];
    const about = { value: "contents", locale } as const;
    const findings: Finding[] = [];
    for (const [field, text] of Object.entries(texts)) {
      const parts = Array.isArray(text) ? text : [text];
      const whole = parts.join("\n");
      const isEmpty = field !== "body" && !whole.trim();
      const parsed = mailTexts.shape[field as keyof typeof texts].safeParse(text);
      const unknown = [...whole.matchAll(tagPattern)].map(([, tag = ""]) => tag).find((tag) => !known.includes(tag));
      if (isEmpty) findings.push({ ...about, code: "text_missing", weight: "block", field });
      else if (unknown !== undefined)
        findings.push({ ...about, code: "text_tag", weight: "block", field, word: unknown });
      else if (parsed.error?.issues.some((issue) => issue.code === "too_big"))
        findings.push({ ...about, code: "text_long", weight: "block", field });
      else if (parsed.error) findings.push({ ...about, code: "text_braces", weight: "block", field });
    }
    const shown = shownOfSubject[locale];
    if ([...withoutTags(texts.subject)].length > shown)
      findings.push({ ...about, code: "subject_long", weight: "warn", n: shown });
    if (texts.body.length === 0) findings.push({ ...about, code: "body_empty", weight: "warn" });
    if (locale === "en" && japanese.test(withoutTags(texts.subject)))
      findings.push({ ...about, code: "not_translated", weight: "warn" });
    if (/https?:\/\//i.test(texts.body.join("\n"))) findings.push({ ...about, code: "bare_link", weight: "warn" });
    return findings;
  });
}

/** Who would be written to, and who not and why, if it ran now. */
export interface Audience {
  /** Candidates: people, or people times occurrences where each has a date of their own. */
  candidates: number;
  noConsent: number;
  suppressed: number;
  noAddress: number;
  heldOut: number;
  capped: number;
  /** Whoever remains. */
  sent: number;
}

/** Below this many in the control group an interval says nothing that should be acted upon (server/results/rules/effect.ts). */
const smallestControl = 30;

/** What counting the audience says. */
export function audienceFindings(audience: Audience, draft: CampaignDraft): Finding[] {
  const about = { value: "target" } as const;
  const percent = draft.holdoutPercent ?? 10;
  // A campaign on each member's own date finds people day by day: nobody today is no mistake.
  const isByDate = draft.timing?.kind === "date_of_fact";
  if (audience.candidates === 0)
    return [{ ...about, code: isByDate ? "nobody_next" : "target_empty", weight: isByDate ? "warn" : "block" }];
  const findings: Finding[] = [];
  if (audience.sent === 0)
    findings.push({ ...about, code: "nobody_reached", weight: isByDate ? "warn" : "block", n: audience.candidates });
  if (percent > 0 && audience.heldOut < smallestControl && !isByDate)
    findings.push({ ...about, code: "holdout_small", weight: "warn", n: audience.heldOut });
  if (audience.capped > 0) findings.push({ ...about, code: "some_capped", weight: "warn", n: audience.capped });
  return findings;
}
