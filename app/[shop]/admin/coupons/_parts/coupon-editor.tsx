"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { couponSentences } from "@/components/coupons/coupon-words";
import { PremiumNotice } from "@/components/coupons/premium-notice";
import { useDraft } from "@/components/form/use-draft";
import { useFormats } from "@/components/format/use-formats";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toaster";
import { type CouponDefinition, couponDefinition } from "@/server/coupons/input";
import { basisYen, judgePremium } from "@/server/kernel/premium-law";
import { BasicsFields, ConditionFields, LimitFields } from "./editor-fields";
import { WhenFields } from "./finer-fields";
import { definitionOf, type EditorValues, emptyValues, valuesOf } from "./editor-values";
import { useCouponLookups } from "./use-coupon-lookups";

interface Props {
  base: string;
  /** Null for a new coupon. */
  coupon: { couponId: string; version: number; name: string; definition: CouponDefinition } | null;
  names: Readonly<Record<string, string>>;
}

/** A coupon in the making: fields on the left, what they say to a customer and to the law on the right. Nothing typed is lost. */
export function CouponEditor({ base, coupon, names }: Props) {
  const t = useTranslations("coupons");
  const words = useTranslations("coupons.editor");
  const [formats, router, path, trpc, errorText] = [
    useFormats(),
    useRouter(),
    usePathname(),
    useTRPC(),
    useErrorText(),
  ];
  const locale = useLocale() === "en" ? "en" : "ja";
  const kept = useDraft<EditorValues>(`${path}.${coupon?.version ?? 0}`);
  const values = kept.draft
    ? { ...emptyValues, ...kept.draft }
    : coupon
      ? valuesOf(coupon.name, coupon.definition)
      : emptyValues;
  const [isTried, setTried] = useState(false);
  const lookups = useCouponLookups(names);
  const parsed = couponDefinition.safeParse(definitionOf(values));
  const done = (couponId: string) => {
    kept.leave();
    toast.success(words("saved"));
    router.push(`${base}/coupons/${couponId}`);
    router.refresh();
  };
  const create = useMutation(trpc.coupons.create.mutationOptions({ onSuccess: (made) => done(made.couponId) }));
  const save = useMutation(trpc.coupons.save.mutationOptions({ onSuccess: (made) => done(made.couponId) }));
  const gift = useQuery({
    ...trpc.catalog.byId.queryOptions({ productId: values.productId }),
    enabled: values.kind === "gift" && values.productId !== "",
  });
  const minimum = values.minimum === "" ? null : Number(values.minimum);
  const law = judgePremium({
    giveaway:
      values.kind === "gift"
        ? { kind: "goods", yen: (gift.data?.priceYen ?? 0) * Number(values.pieces || "1") }
        : { kind: "discount", yen: values.kind === "amount" ? Number(values.yen) || 0 : 0 },
    way: "all",
    transactionYen: basisYen(minimum, null),
  });
  const problem = create.error ?? save.error;
  // Until its page is there: a second press would be a second coupon.
  const isSaving = [create, save].some((one) => one.isPending || one.isSuccess);
  const isComplete = parsed.success && values.name.trim() !== "";
  const submit = () => {
    setTried(true);
    if (!parsed.success || values.name.trim() === "") return;
    const input = { name: values.name, definition: parsed.data };
    if (coupon) save.mutate({ ...input, couponId: coupon.couponId, version: coupon.version });
    else create.mutate(input);
  };
  const change = (next: Partial<EditorValues>) => kept.change({ ...values, ...next });
  return (
    <form
      className="grid items-start gap-6 lg:grid-cols-[1fr_22rem]"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="grid min-w-0 gap-8">
        <BasicsFields {...{ values, change, lookups, isTried }} />
        <ConditionFields {...{ values, change, lookups, isTried }} />
        <WhenFields {...{ values, change, lookups, isTried }} />
        <LimitFields {...{ values, change, lookups, isTried }} />
      </div>
      <div className="grid gap-4 lg:sticky lg:top-20">
        <Section title={words("said")}>
          <Card>
            {parsed.success ? (
              <ul className="grid list-disc gap-1 ps-5 text-sm">
                {couponSentences(t, formats, parsed.data, lookups.names, "staff").map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            ) : (
              <p className="text-sm text-ink-3">{words("check")}</p>
            )}
          </Card>
        </Section>
        <PremiumNotice title={words("law")} judgement={law} locale={locale} />
        {coupon && <p className="text-sm text-ink-2">{t("admin.newVersion")}</p>}
        {isTried && !isComplete && <Notice tone="danger">{words("check")}</Notice>}
        {problem && <Notice tone="danger">{errorText(problem)}</Notice>}
        <div className="flex gap-2">
          <Button type="submit" variant="primary" loading={isSaving}>
            {words("save")}
          </Button>
          <ButtonLink href={coupon ? `${base}/coupons/${coupon.couponId}` : `${base}/coupons`}>
            {words("cancel")}
          </ButtonLink>
        </div>
      </div>
    </form>
  );
}
