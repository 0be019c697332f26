import { Notice } from "@/components/ui/notice";

interface Props {
  title: string;
  judgement: {
    verdict: "free" | "within" | "above" | "unclear";
    words: { ja: string; en: string };
    source: { ja: string; en: string };
  };
  locale: "ja" | "en";
}

const tones = { free: "info", within: "ok", above: "danger", unclear: "warn" } as const;

/** What the law on premiums makes of a plan, with the article it rests on. */
export function PremiumNotice({ title, judgement, locale }: Props) {
  return (
    <Notice tone={tones[judgement.verdict]} title={title}>
      <p>{judgement.words[locale]}</p>
      <p className="mt-1 text-xs text-ink-3">{judgement.source[locale]}</p>
    </Notice>
  );
}
