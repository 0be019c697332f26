"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { CreditCard, SearchX, ShoppingBasket, UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { ScanInput } from "@/components/scan/scan-input";
import { MemberList, MemberListSkeleton } from "@/components/staff/member-list";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { IssuedView } from "./issued-view";
import { looksLikeCard } from "./scanned-text";
import { useTill } from "./till";
import { useCardScan } from "./use-card-scan";
import { useIssue } from "./use-issue";

const RESTS_MS = 250;

/** Scan a card, look somebody up, or issue a new card. */
export function CounterHome() {
  const t = useTranslations("staff.home");
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const errorText = useErrorText();
  const till = useTill();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const card = useCardScan();
  const issue = useIssue();
  // Cards come with Enter; only words are looked for while they are typed.
  useEffect(() => {
    const timer = setTimeout(() => setAsked(looksLikeCard(text) ? "" : text.trim()), RESTS_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const options = (q: string) => trpc.members.search.queryOptions({ q, limit: 12 });
  const found = useQuery({ ...options(asked), enabled: asked !== "", placeholderData: keepPreviousData });
  const open = (memberId: string) => router.push(till.memberHref(memberId));
  const submit = async (read: string) => {
    setText(read);
    input.current?.select();
    if (looksLikeCard(read)) return card.scan(read);
    const isLatest = card.begin();
    setAsked(read.trim());
    const result = await client.fetchQuery(options(read.trim())).catch(() => null);
    const [only, ...others] = result?.members ?? [];
    if (isLatest() && only && others.length === 0) open(only.memberId);
  };
  if (issue.data) return <IssuedView issued={issue.data} onNext={issue.reset} nextIs="home" />;
  return (
    <div className="grid gap-6">
      <h1 className="sr-only">{t("title")}</h1>
      <ScanInput
        label={t("scanLabel")}
        placeholder={t("scanHint")}
        submitLabel={t("search")}
        value={text}
        onValueChange={(value) => {
          setText(value);
          if (card.error) card.forget();
        }}
        onSubmit={(read) => void submit(read)}
        busy={card.busy}
        error={card.error}
        inputRef={input}
      />
      {asked === "" ? (
        <>
          <div className="grid gap-3 sm:grid-cols-2">
            <Button
              variant="primary"
              loading={issue.isPending}
              onClick={() => {
                card.begin();
                issue.press();
              }}
              className="min-h-24 text-xl"
              icon={<CreditCard aria-hidden />}
            >
              {t("issue")}
            </Button>
            <ButtonLink href={till.saleHref()} className="min-h-24 text-xl" icon={<ShoppingBasket aria-hidden />}>
              {t("anonymousSale")}
            </ButtonLink>
          </div>
          {issue.isError && <Notice tone="danger">{errorText(issue.error)}</Notice>}
          <Section title={t("recent")}>
            <Card flush>
              {till.recent.length > 0 ? (
                <MemberList members={till.recent} hrefOf={till.memberHref} />
              ) : (
                <EmptyState
                  icon={<UsersRound />}
                  title={t("noRecent")}
                  description={t("noRecentLead")}
                  className="py-8"
                />
              )}
            </Card>
          </Section>
        </>
      ) : (
        <Section title={t("results")} aria-live="polite">
          <Card flush>
            {found.isError ? (
              <ErrorState description={errorText(found.error)} onRetry={() => void found.refetch()} />
            ) : !found.data ? (
              <MemberListSkeleton />
            ) : found.data.members.length > 0 ? (
              <MemberList members={found.data.members} hrefOf={till.memberHref} />
            ) : (
              <EmptyState icon={<SearchX />} title={t("nobody")} description={t("nobodyLead")} className="py-8" />
            )}
          </Card>
          {found.data?.nextCursor && <p className="text-sm text-ink-3">{t("more")}</p>}
        </Section>
      )}
    </div>
  );
}
