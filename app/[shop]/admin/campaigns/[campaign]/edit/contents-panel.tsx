"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { ContentsStep, type StartingTexts } from "@/components/campaigns/composer/contents-step";
import { PreviewPane } from "@/components/campaigns/composer/preview-pane";
import type { Work } from "@/components/campaigns/composer/work";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useSettled } from "./live-value";
import { TestSend } from "./test-send";
import type { Colleague } from "./composer";
import type { useDraft } from "./use-draft";

interface Props {
  campaign: { id: string };
  colleagues: readonly Colleague[];
  me: string;
  starting: StartingTexts;
  seesPersons: boolean;
  work: Work;
  draft: ReturnType<typeof useDraft>;
  onContents: (contents: NonNullable<Work["draft"]["contents"]>) => void;
}

const invented = "invented";
const offerOf = (work: Work) => work.draft.offer ?? { showPoints: true, recommendations: 3 as const };

/** The words of the mail beside the mail itself, for a person of the target or one that is searched. */
export function ContentsPanel({ campaign, colleagues, me, starting, seesPersons, work, draft, onContents }: Props) {
  const t = useTranslations("composer.preview");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const { contents, target } = work.draft;
  const [locale, setLocale] = useState<"ja" | "en">(useLocale() === "en" ? "en" : "ja");
  const [person, setPerson] = useState<{ id: string; name: string } | null>(null);
  const [word, setWord] = useState("");
  const settledWord = useSettled(word.trim());
  const sample = useQuery({
    ...trpc.segments.sample.queryOptions({ rule: target?.rule ?? { type: "everyone" }, count: 30 }),
    enabled: seesPersons && target !== undefined,
    staleTime: 300_000,
    retry: false,
  });
  const found = useQuery({
    ...trpc.members.search.queryOptions({ q: settledWord.slice(0, 100), limit: 10 }),
    enabled: seesPersons && settledWord !== "",
    placeholderData: keepPreviousData,
  });
  const asked = useSettled({
    contents: contents && { template: contents.template, texts: contents.texts[locale] },
    offer: offerOf(work),
    locale,
    ...(person ? { memberId: person.id } : {}),
  });
  const preview = useQuery({
    ...trpc.campaigns.previewDraft.queryOptions({
      ...asked,
      contents: asked.contents ?? { template: "news", texts: starting.news[locale] },
    }),
    enabled: asked.contents !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const nameOf = (member: { familyName?: string | null; givenName?: string | null; memberNo: string }) =>
    [member.familyName, member.givenName].filter(Boolean).join(" ") || t("memberNo", { number: member.memberNo });
  const people = (sample.data ?? []).map((member) => ({
    id: member.memberId,
    name: nameOf(member),
    no: member.memberNo,
  }));
  const searched = (found.data?.members ?? []).map((member) => ({
    id: member.memberId,
    name: nameOf(member),
    no: member.memberNo,
  }));
  const offered = settledWord === "" ? people : searched;
  const at = people.findIndex((one) => one.id === person?.id);
  const step = (by: -1 | 1) => {
    const to = people[at + by];
    if (to) return () => setPerson(to);
    return by === -1 && at === 0 ? () => setPerson(null) : null;
  };
  const choices = [
    { value: invented, label: t("invented") },
    ...(person && !offered.some((one) => one.id === person.id) ? [{ value: person.id, label: person.name }] : []),
    ...offered.map((one) => ({ value: one.id, label: one.name, hint: one.no })),
  ];
  return (
    <ContentsStep
      contents={contents}
      starting={starting}
      locale={locale}
      onLocale={setLocale}
      onChange={onContents}
      preview={
        contents && (
          <div className="grid gap-4">
            <PreviewPane
              mail={preview.data ?? null}
              isStale={preview.isFetching}
              locale={locale}
              onPrevious={step(-1)}
              onNext={step(1)}
              note={
                preview.isError ? (
                  <Notice tone="warn">{errorText(preview.error)}</Notice>
                ) : (
                  preview.data?.isWarrantyInvented && <Notice>{t("noWarranty")}</Notice>
                )
              }
              person={
                <Field label={t("person")}>
                  <Combobox
                    choices={choices}
                    value={person?.id ?? invented}
                    loading={found.isFetching || word.trim() !== settledWord}
                    onSearch={setWord}
                    onValueChange={(id) => {
                      setPerson([...people, ...searched].find((one) => one.id === id) ?? null);
                      setWord("");
                    }}
                  />
                </Field>
              }
            />
            <TestSend
              campaignId={campaign.id}
              colleagues={colleagues}
              me={me}
              draft={draft}
              first={locale}
              person={person}
            />
          </div>
        )
      }
    />
  );
}
