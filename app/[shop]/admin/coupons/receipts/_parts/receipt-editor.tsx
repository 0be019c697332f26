"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useAct } from "@/app/[shop]/admin/_parts/use-act";
import { useTRPC, useTRPCClient } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { receiptSentences } from "@/components/coupons/receipt-words";
import { useDraft } from "@/components/form/use-draft";
import { useFormats } from "@/components/format/use-formats";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toaster";
import { receiptCouponInput } from "@/server/pos/input";
import { emptyRule, type ReceiptSeen, ruleOf, type RuleValues, saidOf, valuesOf } from "./rule-values";

/** Which coupon goes with which receipt: the conditions, and what they say. Nothing typed is lost. */
export function ReceiptEditor({ base, rule }: { base: string; rule: ReceiptSeen | null }) {
  const t = useTranslations("coupons");
  const locale = useLocale() === "en" ? "en" : "ja";
  const [trpc, client, act, router, path] = [useTRPC(), useTRPCClient(), useAct(), useRouter(), usePathname()];
  const [formats, errorText] = [useFormats(), useErrorText()];
  const kept = useDraft<RuleValues>(`${path}.${rule?.revision ?? 0}`);
  const values = kept.draft ? { ...emptyRule, ...kept.draft } : rule ? valuesOf(rule) : emptyRule;
  const [isTried, setTried] = useState(false);
  const change = (next: Partial<RuleValues>) => kept.change({ ...values, ...next });
  const coupons = useQuery(trpc.coupons.toGive.queryOptions()).data ?? [];
  const categories = useQuery(trpc.catalog.categories.queryOptions()).data ?? [];
  const stores = useQuery(trpc.tenancy.stores.queryOptions()).data ?? [];
  const segments = useQuery(trpc.segments.list.queryOptions()).data?.rows ?? [];
  const names: Record<string, string> = {};
  for (const { couponId, title } of coupons) names[couponId] = title[locale];
  for (const { categoryId, name } of categories) names[categoryId] = name;
  for (const { id, name } of stores) names[id] = name;
  for (const { id, name } of segments) names[id] = name;
  const list = `${base}/coupons/receipts`;
  const onSuccess = () => {
    kept.leave();
    toast.success(t("receipt.saved"));
    router.push(list);
    router.refresh();
  };
  const add = useMutation(trpc.receiptCoupons.add.mutationOptions({ onSuccess }));
  const save = useMutation(trpc.receiptCoupons.save.mutationOptions({ onSuccess }));
  const parsed = receiptCouponInput.safeParse(ruleOf(values));
  const wrong = (field: string) =>
    isTried && parsed.error?.issues.some(({ path: at }) => at.join(".") === field) ? t("receipt.required") : undefined;
  const submit = () => {
    setTried(true);
    if (!parsed.success) return;
    if (rule) save.mutate({ ...parsed.data, receiptCouponId: rule.id, revision: rule.revision });
    else add.mutate(parsed.data);
  };
  const problem = add.error ?? save.error;
  // Until the list is there: a second press would be a second one.
  const isSaving = [add, save].some((one) => one.isPending || one.isSuccess);
  const choices = categories.map(({ categoryId, name }) => ({ value: categoryId, label: name }));
  const number = (key: "minimum" | "historyDays" | "again" | "place", label: string, field: string, hint?: string) => (
    <Field label={label} hint={hint} error={wrong(field)}>
      <Input
        type="number"
        inputMode="numeric"
        min={0}
        value={values[key]}
        onChange={(event) => change({ [key]: event.target.value })}
      />
    </Field>
  );
  const select = (
    key: "couponId" | "categoryId" | "segmentId" | "historyCategoryId",
    label: string,
    none: string,
    options: readonly { value: string; label: string }[],
  ) => (
    <Field label={label} required={key === "couponId"} error={key === "couponId" ? wrong("couponId") : undefined}>
      <Select
        value={values[key]}
        placeholder={none}
        options={options}
        onChange={(event) => change({ [key]: event.target.value })}
      />
    </Field>
  );
  const couponChoices = coupons.map(({ couponId, name }) => ({ value: couponId, label: name }));
  return (
    <form
      noValidate
      className="grid items-start gap-6 lg:grid-cols-[1fr_22rem]"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="grid min-w-0 gap-8">
        <Card className="grid gap-5 sm:grid-cols-2">
          {select("couponId", t("receipt.which"), t("receipt.whichFirst"), couponChoices)}
          <Field label={t("receipt.name")}>
            <Input value={values.name} maxLength={80} onChange={(event) => change({ name: event.target.value })} />
          </Field>
        </Card>
        <Section title={t("receipt.saleTitle")}>
          <Card className="grid gap-5">
            <div className="grid gap-5 sm:grid-cols-2">
              {number("minimum", t("receipt.minimum"), "minimumYen")}
              {select("categoryId", t("receipt.category"), t("receipt.anyCategory"), choices)}
            </div>
            <fieldset>
              <legend className="mb-1 text-sm font-medium">{t("receipt.stores")}</legend>
              {values.storeIds.length === 0 && <p className="text-xs text-ink-3">{t("receipt.allStores")}</p>}
              <div className="flex flex-wrap gap-x-5">
                {stores.map(({ id, name }) => (
                  <Checkbox
                    key={id}
                    label={name}
                    checked={values.storeIds.includes(id)}
                    onChange={(event) =>
                      change({
                        storeIds: event.target.checked
                          ? [...values.storeIds, id]
                          : values.storeIds.filter((one) => one !== id),
                      })
                    }
                  />
                ))}
              </div>
            </fieldset>
          </Card>
        </Section>
        <Section title={t("receipt.memberTitle")}>
          <Card className="grid gap-5 sm:grid-cols-2">
            {select(
              "segmentId",
              t("receipt.segment"),
              t("receipt.anySegment"),
              segments.map(({ id, name }) => ({ value: id, label: name })),
            )}
            <Field label={t("receipt.history")}>
              <Select
                value={values.historyKind}
                placeholder={t("receipt.historyNone")}
                onChange={(event) => change({ historyKind: event.target.value as RuleValues["historyKind"] })}
                options={[
                  { value: "bought", label: t("receipt.bought") },
                  { value: "not_bought", label: t("receipt.notBought") },
                ]}
              />
            </Field>
            {values.historyKind !== "" && (
              <>
                {select("historyCategoryId", t("receipt.historyCategory"), t("receipt.anything"), choices)}
                {number("historyDays", t("receipt.historyDays"), "history.days")}
              </>
            )}
            {number("again", t("receipt.again"), "againAfterDays", t("receipt.againHint"))}
            {number("place", t("receipt.place"), "place", t("receipt.placeHint"))}
          </Card>
        </Section>
      </div>
      <div className="grid gap-4 lg:sticky lg:top-20">
        <Section title={t("receipt.said")}>
          <Card>
            {parsed.success ? (
              <ul className="grid list-disc gap-1 ps-5 text-sm">
                {receiptSentences(t, formats, saidOf(parsed.data), names).map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            ) : (
              <p className="text-sm text-ink-3">{t("receipt.whichFirst")}</p>
            )}
          </Card>
        </Section>
        {isTried && !parsed.success && <Notice tone="danger">{t("editor.check")}</Notice>}
        {problem && <Notice tone="danger">{errorText(problem)}</Notice>}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" loading={isSaving}>
            {t("receipt.save")}
          </Button>
          <ButtonLink href={list}>{t("receipt.cancel")}</ButtonLink>
          {rule && (
            <Button
              onClick={() =>
                void act(
                  rule.stoppedAt
                    ? client.receiptCoupons.resume.mutate({ receiptCouponId: rule.id })
                    : client.receiptCoupons.stop.mutate({ receiptCouponId: rule.id }),
                  t(rule.stoppedAt ? "receipt.resumed" : "receipt.stopped"),
                ).catch(() => {})
              }
            >
              {t(rule.stoppedAt ? "receipt.resume" : "receipt.stop")}
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}
