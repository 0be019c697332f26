"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useAct } from "@/app/[shop]/admin/_parts/use-act";
import { useTRPC, useTRPCClient } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { PremiumNotice } from "@/components/coupons/premium-notice";
import { useDraft } from "@/components/form/use-draft";
import { useFormats } from "@/components/format/use-formats";
import { rewardSentences } from "@/components/rewards/reward-words";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toaster";
import { basisYen, judgePremium } from "@/server/kernel/premium-law";
import { createRewardInput } from "@/server/rewards/input";
import { purchasesFor } from "@/server/rewards/rules/offer";
import { inputOf, type RewardSeen, type RewardValues, emptyReward, rewardValues } from "./reward-values";
import { PictureField } from "./picture-field";
import { WhereFields } from "./where-fields";

/** What a field is called in the verb's input. */
const inputNames = {
  titleJa: "",
  titleEn: "",
  price: "pricePoints",
  value: "valueYen",
  pieces: "pieces",
  mostPerMember: "mostPerMember",
  from: "from",
  until: "until",
  place: "place",
} as const;

interface Props {
  slug: string;
  base: string;
  /** Null for a new reward. */
  reward: RewardSeen | null;
}

/** A reward in the making; what it costs the law's limits stands beside it. Nothing typed is lost. */
export function RewardEditor({ slug, base, reward }: Props) {
  const t = useTranslations("rewards.admin");
  const words = useTranslations("rewards");
  const kinds = useTranslations("rewards.kinds");
  const formats = useFormats();
  const [router, path, trpc, client, act, errorText] = [
    useRouter(),
    usePathname(),
    useTRPC(),
    useTRPCClient(),
    useAct(),
    useErrorText(),
  ];
  const locale = useLocale() === "en" ? "en" : "ja";
  const kept = useDraft<RewardValues>(`${path}.${reward?.revision ?? 0}`);
  const first = reward ? rewardValues(reward) : emptyReward;
  const values = { ...first, ...kept.draft };
  const [isTried, setTried] = useState(false);
  const [isSending, setSending] = useState(false);
  const coupons = useQuery(trpc.coupons.toGive.queryOptions());
  const program = useQuery(trpc.points.program.queryOptions());
  const ranks = useQuery(trpc.ranks.levels.queryOptions());
  const stores = useQuery(trpc.tenancy.stores.queryOptions());
  const change = (next: Partial<RewardValues>) => kept.edit((draft) => ({ ...first, ...draft, ...next }));
  const done = () => {
    kept.leave();
    toast.success(t("saved"));
    router.push(`${base}/rewards`);
    router.refresh();
  };
  const create = useMutation(trpc.rewards.create.mutationOptions({ onSuccess: done }));
  const save = useMutation(trpc.rewards.save.mutationOptions({ onSuccess: done }));
  const parsed = createRewardInput.safeParse(inputOf(values));
  const submit = () => {
    setTried(true);
    if (!parsed.success) return;
    if (reward)
      save.mutate({
        ...parsed.data,
        rewardId: reward.rewardId,
        revision: reward.revision,
        piecesShown: reward.pieces,
      });
    else create.mutate(parsed.data);
  };
  const isGoods =
    values.kind === "goods" ||
    coupons.data?.some((one) => one.couponId === values.couponId && one.benefit.kind === "gift") === true;
  const rate = program.data?.program ?? null;
  // The points came from purchases of about that much.
  const earnedByYen = purchasesFor(Number(values.price) || 0, rate);
  const law = judgePremium({
    giveaway: { kind: isGoods ? "goods" : "discount", yen: Number(values.value) || 0 },
    way: "all",
    transactionYen: basisYen(earnedByYen, null),
  });
  const names: Record<string, string> = {};
  for (const { rankId, name } of ranks.data ?? []) names[rankId] = name[locale];
  for (const { id, name } of stores.data ?? []) names[id] = name;
  for (const { couponId, title } of coupons.data ?? []) names[couponId] = title[locale];
  const isWrong = (key: string) => isTried && (parsed.error?.issues.some(({ path: [at] }) => at === key) ?? false);
  const problem = create.error ?? save.error;
  // Until the list is there: a second press would be a second reward.
  const isSaving = [create, save].some((one) => one.isPending || one.isSuccess);
  const text = (
    key: "titleJa" | "titleEn" | "price" | "value" | "pieces" | "mostPerMember" | "from" | "until" | "place",
    type = "text",
    hint?: string,
  ) => (
    <Field
      label={t(key)}
      hint={hint}
      required={key === "titleJa" || key === "price" || key === "value"}
      error={isWrong(inputNames[key]) || (key === "titleJa" && isWrong("texts")) ? t("required") : undefined}
    >
      <Input
        type={type}
        min={type === "number" ? 0 : undefined}
        value={values[key]}
        maxLength={type === "text" ? 60 : undefined}
        onChange={(event) => change({ [key]: event.target.value })}
      />
    </Field>
  );
  return (
    <form
      noValidate
      className="grid items-start gap-6 lg:grid-cols-[1fr_22rem]"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Card className="grid gap-5">
        <div className="grid gap-5 sm:grid-cols-2">
          {text("titleJa")}
          {text("titleEn")}
        </div>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field label={t("kind")}>
            <Select
              value={values.kind}
              onChange={(event) => change({ kind: event.target.value as RewardValues["kind"] })}
              options={(["goods", "coupon"] as const).map((value) => ({ value, label: kinds(value) }))}
            />
          </Field>
          {values.kind === "coupon" && (
            <Field label={t("coupon")} required error={isTried && values.couponId === "" ? t("required") : undefined}>
              <Select
                value={values.couponId}
                placeholder=""
                onChange={(event) => change({ couponId: event.target.value })}
                options={(coupons.data ?? []).map(({ couponId, name }) => ({ value: couponId, label: name }))}
              />
            </Field>
          )}
        </div>
        <div className="grid gap-5 sm:grid-cols-2">
          {text("price", "number")}
          {text("value", "number")}
          {text("pieces", "number", t("piecesHint"))}
          {text("mostPerMember", "number", t("noLimit"))}
          {text("from", "date")}
          {text("until", "date")}
          {text("place", "number", t("placeHint"))}
        </div>
        {isTried && !parsed.success && values.until !== "" && values.from > values.until && (
          <p role="alert" className="text-xs text-danger">
            {t("datesWrong")}
          </p>
        )}
        <WhereFields
          values={values}
          change={change}
          ranks={(ranks.data ?? []).map(({ rankId, name }) => ({ value: rankId, label: name[locale] }))}
          stores={(stores.data ?? []).flatMap(({ id, name, kind }) =>
            kind === "shop" ? [{ value: id, label: name }] : [],
          )}
        />
        <div className="grid gap-5 sm:grid-cols-2">
          {(["noteJa", "noteEn"] as const).map((key) => (
            <Field key={key} label={t(key)}>
              <Textarea
                rows={3}
                maxLength={500}
                value={values[key]}
                onChange={(event) => change({ [key]: event.target.value })}
              />
            </Field>
          ))}
        </div>
        <PictureField
          slug={slug}
          pictureId={values.pictureId}
          isSending={isSending}
          onBusy={setSending}
          onChange={(pictureId) => change({ pictureId })}
        />
      </Card>
      <div className="grid gap-4 lg:sticky lg:top-20">
        <Section title={t("said")}>
          <Card>
            {parsed.success ? (
              <ul className="grid list-disc gap-1 ps-5 text-sm">
                {rewardSentences(words, formats, parsed.data, names).map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            ) : (
              <p className="text-sm text-ink-3">{t("check")}</p>
            )}
          </Card>
        </Section>
        <PremiumNotice title={t("law")} judgement={law} locale={locale} />
        {isGoods && program.data && (
          <p className="text-xs text-ink-3">
            {rate && earnedByYen !== null
              ? t("lawBasis", {
                  points: formats.number(Number(values.price) || 0),
                  yen: formats.yen(earnedByYen),
                  rateYen: formats.yen(rate.rateYen),
                  ratePoints: formats.number(rate.ratePoints),
                })
              : t("lawNoProgram")}
          </p>
        )}
        {isTried && !parsed.success && <Notice tone="danger">{t("check")}</Notice>}
        {problem && <Notice tone="danger">{errorText(problem)}</Notice>}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" loading={isSaving || isSending}>
            {t("save")}
          </Button>
          <ButtonLink href={`${base}/rewards`}>{t("cancel")}</ButtonLink>
          {reward && (
            <Button
              onClick={() =>
                void act(
                  reward.stoppedAt
                    ? client.rewards.resume.mutate({ rewardId: reward.rewardId })
                    : client.rewards.stop.mutate({ rewardId: reward.rewardId }),
                  t(reward.stoppedAt ? "resumed" : "stopped"),
                ).catch(() => {})
              }
            >
              {t(reward.stoppedAt ? "resume" : "stop")}
            </Button>
          )}
        </div>
      </div>
    </form>
  );
}
