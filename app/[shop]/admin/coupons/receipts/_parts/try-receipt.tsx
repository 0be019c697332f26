"use client";

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { PickMany } from "@/components/segments/leaf-fields";
import { AmountInput } from "@/components/staff/amount-input";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { type Choice, Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { useFoundChoices } from "@/components/ui/use-found-choices";

type Asked = { memberId: string; storeId: string | null; totalYen: number; categoryIds: string[] };

/** "What would this member get with this purchase", and why not. */
export function TryReceipt({ categories, stores }: { categories: readonly Choice[]; stores: readonly Choice[] }) {
  const t = useTranslations("coupons");
  const locale = useLocale() === "en" ? "en" : "ja";
  const [trpc, client, errorText] = [useTRPC(), useTRPCClient(), useErrorText()];
  const [member, setMember] = useState<Choice | null>(null);
  const [totalYen, setTotal] = useState<number | null>(3_000);
  const [storeId, setStore] = useState("");
  const [categoryIds, setCategories] = useState<string[]>([]);
  const [asked, ask] = useState<Asked | null>(null);
  const {
    found: people,
    isLoading,
    ask: search,
  } = useFoundChoices(async (q) => {
    if (q.trim() === "") return [];
    const { members } = await client.members.search.query({ q: q.slice(0, 100), limit: 8 });
    return members.map(({ memberId, familyName, givenName, memberNo }) => ({
      value: memberId,
      label: `${familyName ?? ""} ${givenName ?? ""}`.trim() || memberNo,
      hint: memberNo,
    }));
  });
  const answer = useQuery({
    ...trpc.receiptCoupons.tryOut.queryOptions(asked ?? { memberId: "", totalYen: 0 }),
    enabled: asked !== null,
  });
  const nameOf = (id: string) => categories.find(({ value }) => value === id)?.label ?? "…";
  const isWhole = member !== null && totalYen !== null;
  return (
    <Section title={t("receipt.tryTitle")} description={t("receipt.tryLead")}>
      <Card className="grid items-start gap-6 lg:grid-cols-2">
        <form
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            if (isWhole) ask({ memberId: member.value, storeId: storeId || null, totalYen, categoryIds });
          }}
        >
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label={t("receipt.tryMember")} required>
              <Combobox
                choices={member && !people.some(({ value }) => value === member.value) ? [member, ...people] : people}
                value={member?.value ?? null}
                placeholder={t("receipt.tryMemberHint")}
                loading={isLoading}
                onSearch={search}
                onValueChange={(id) => setMember(people.find(({ value }) => value === id) ?? member)}
              />
            </Field>
            <Field label={t("receipt.tryTotal")} required>
              <AmountInput value={totalYen} onValueChange={setTotal} />
            </Field>
            <Field label={t("receipt.tryStore")}>
              <Select
                value={storeId}
                placeholder=""
                onChange={(event) => setStore(event.target.value)}
                options={stores.map(({ value, label }) => ({ value, label }))}
              />
            </Field>
            <div className="grid gap-1.5">
              <span className="text-sm font-medium">{t("receipt.tryCategories")}</span>
              <PickMany
                label={t("receipt.tryCategories")}
                placeholder={t("editor.pick")}
                value={categoryIds}
                onChange={(ids) => setCategories(ids ?? [])}
                nameOf={nameOf}
                choices={categories}
              />
            </div>
          </div>
          <div>
            <Button
              type="submit"
              loading={answer.isFetching}
              disabledReason={isWhole ? undefined : t("receipt.required")}
            >
              {t("receipt.tryRun")}
            </Button>
          </div>
        </form>
        <div aria-live="polite">
          {answer.isError && <Notice tone="danger">{errorText(answer.error)}</Notice>}
          {answer.data?.length === 0 && <p className="text-sm text-ink-2">{t("receipt.nothing")}</p>}
          {answer.data && answer.data.length > 0 && (
            <ul className="divide-y divide-line">
              {answer.data.map((one) => (
                <li key={one.id} className="flex flex-wrap items-center justify-between gap-2 py-2 text-sm">
                  <span className="min-w-0 wrap-anywhere">{one.name || one.title[locale]}</span>
                  {one.isPrinted ? (
                    <Badge tone="ok">{t("receipt.printed")}</Badge>
                  ) : (
                    <span className="text-xs text-ink-3">
                      {one.problem ? t(`receipt.problems.${one.problem}`) : t("receipt.noRoom")}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      </Card>
    </Section>
  );
}
