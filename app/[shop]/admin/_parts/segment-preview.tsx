"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { LoaderCircle } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import type { Locale } from "@/components/format/locale";
import { PersonName } from "@/components/format/person-name";
import { useFormats } from "@/components/format/use-formats";
import { segmentInWords } from "@/components/segments/words";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { SegmentNames, SegmentRule } from "@/server/segments/input";

type Props = {
  /** Null while the conditions are not whole. */
  rule: SegmentRule | null;
  names: SegmentNames;
  /** Analysts see numbers only. */
  canSeePersons: boolean;
};

const restMs = 450;

/** The same value once it has rested, so that typing asks for one count and not for ten. */
function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(() => value), restMs);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

/** Beside the conditions: what they say in words, how many they find now, how many of these mail reaches, and some of them. */
export function SegmentPreview({ rule, names, canSeePersons }: Props) {
  const t = useTranslations("segmentBuilder.preview");
  const formats = useFormats();
  const locale = useLocale() as Locale;
  return (
    <Card className="grid gap-5">
      <h2 className="text-base">{t("title")}</h2>
      <div>
        <p className="text-xs text-ink-3">{t("words")}</p>
        <p className="mt-1 text-pretty text-sm" data-testid="segment-words">
          {rule ? segmentInWords(rule, names, locale, formats) : t("invalid")}
        </p>
      </div>
      {rule && <Reach rule={rule} />}
      {rule && canSeePersons && <Sample rule={rule} />}
      {!canSeePersons && <p className="text-xs text-ink-3">{t("sampleHidden")}</p>}
    </Card>
  );
}

function Reach({ rule }: { rule: SegmentRule }) {
  const t = useTranslations("segmentBuilder.preview");
  const formats = useFormats();
  const errorText = useErrorText();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isStopped, setStopped] = useState(false);
  const rested = useRested(rule);
  const [asked, setAsked] = useState(rested);
  if (asked !== rested) {
    setAsked(rested);
    setStopped(false);
  }
  const options = trpc.segments.reach.queryOptions({ rule: rested }, { trpc: { abortOnUnmount: true } });
  const reach = useQuery({ ...options, enabled: !isStopped, staleTime: 60_000, retry: false });
  const isBehind = rested !== rule || reach.isFetching;
  const stop = () => {
    setStopped(true);
    void queries.cancelQueries({ queryKey: options.queryKey });
  };
  const again = () => {
    setStopped(false);
    void reach.refetch();
  };
  return (
    <div role="status" aria-busy={isBehind} className="grid min-h-28 content-start gap-3">
      {isStopped ? (
        <Trouble text={t("stopped")} onRetry={again} label={t("retry")} />
      ) : isBehind ? (
        <div className="flex items-center gap-3">
          <LoaderCircle aria-hidden className="size-4 animate-spin text-ink-3 motion-reduce:animate-none" />
          <span className="text-sm text-ink-2">{t("counting")}</span>
          <Button size="sm" variant="ghost" className="ms-auto" onClick={stop}>
            {t("stop")}
          </Button>
        </div>
      ) : reach.isError ? (
        <Trouble text={errorText(reach.error)} onRetry={again} label={t("retry")} />
      ) : (
        reach.data && (
          <>
            <p className="tabular text-3xl font-semibold tracking-tight" data-testid="segment-count">
              {t("people", { n: reach.data.members, count: formats.number(reach.data.members) })}
            </p>
            <dl className="grid gap-1.5 text-sm">
              <Part label={t("address")} part={reach.data.withAddress} whole={reach.data.members} />
              <Part
                label={t("reachable")}
                hint={t("reachableHint")}
                part={reach.data.reachable}
                whole={reach.data.members}
              />
            </dl>
          </>
        )
      )}
    </div>
  );
}

function Part({ label, hint, part, whole }: { label: string; hint?: string; part: number; whole: number }) {
  const formats = useFormats();
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt>
        {label}
        {hint && <span className="block text-xs text-ink-3">{hint}</span>}
      </dt>
      <dd className="tabular shrink-0">
        {formats.number(part)}
        {whole > 0 && <span className="ms-1.5 text-xs text-ink-3">{formats.percent(part / whole, 0)}</span>}
      </dd>
    </div>
  );
}

const Trouble = ({ text, label, onRetry }: { text: string; label: string; onRetry: () => void }) => (
  <div className="flex flex-wrap items-center gap-2 text-sm text-warn">
    <p>{text}</p>
    <Button size="sm" onClick={onRetry}>
      {label}
    </Button>
  </div>
);

function Sample({ rule }: { rule: SegmentRule }) {
  const t = useTranslations("segmentBuilder.preview");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const [shown, setShown] = useState<SegmentRule | null>(null);
  const sample = useQuery({
    ...trpc.segments.sample.queryOptions({ rule: shown ?? rule, count: 5 }, { trpc: { abortOnUnmount: true } }),
    enabled: shown !== null,
    retry: false,
  });
  const isOld = shown !== null && shown !== rule;
  return (
    <div className="grid gap-2 border-t border-line pt-4">
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-sm">{t("sample")}</h3>
        {(shown === null || isOld) && (
          <Button size="sm" variant="ghost" onClick={() => setShown(rule)}>
            {t(isOld ? "otherSample" : "lookup")}
          </Button>
        )}
      </div>
      {sample.isError && <p className="text-sm text-warn">{errorText(sample.error)}</p>}
      {sample.data?.length === 0 && <p className="text-sm text-ink-3">{t("nobody")}</p>}
      {sample.data && sample.data.length > 0 && (
        <ul className={isOld ? "grid gap-1 opacity-50" : "grid gap-1"}>
          {sample.data.map((member) => (
            <li key={member.memberId} className="flex items-baseline justify-between gap-3 text-sm">
              <PersonName name={{ ...member, memberNumber: member.memberNo }} />
              <span className="tabular text-xs text-ink-3">{member.memberNo}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
