"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import type { CampaignDefinitionInput } from "@/server/campaigns/input";

interface Props {
  base: string;
  news: CampaignDefinitionInput["contents"]["texts"];
  /** The warranty notice, whole. */
  warranty: CampaignDefinitionInput;
  /** The notice before points expire, by how many days before. */
  points: readonly { days: number; draft: CampaignDefinitionInput }[];
}

const starts = ["news", "birthday", "points", "warranty"] as const;
type Start = (typeof starts)[number];

/** A name and a beginning; the rest is asked step by step, in a draft that saves itself. */
export function NewCampaign({ base, news, warranty, points }: Props) {
  const t = useTranslations("composer.new");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const [name, setName] = useState("");
  const [start, setStart] = useState<Start>("news");
  const [days, setDays] = useState(points[0]?.days ?? 0);
  const create = useMutation(
    trpc.campaigns.create.mutationOptions({
      onSuccess: ({ campaignId }) => router.push(`${base}/campaigns/${campaignId}/edit?step=target`),
    }),
  );
  const common = {
    channel: { kind: "mail" },
    offer: { showPoints: true, recommendations: 3 },
    contents: { template: "news", texts: news },
    holdoutPercent: 10,
    respectsQuietHours: true,
    isCapped: true,
    attributionDays: 14,
  } as const;
  const drafts = {
    news: common,
    birthday: {
      ...common,
      target: { rule: { type: "everyone" } },
      timing: { kind: "date_of_fact", fact: "birthday", offsetDays: 0, validHours: 24 },
    },
    warranty,
    points: points.find((one) => one.days === days)?.draft ?? common,
  } as const;
  return (
    <form
      className="grid max-w-2xl gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() && !create.isPending) create.mutate({ name: name.trim(), draft: drafts[start] });
      }}
    >
      <Card className="grid gap-6">
        <Field label={t("name")} required hint={t("nameHint")}>
          <Input value={name} maxLength={80} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        </Field>
        <RadioGroup
          legend={t("start")}
          name="start"
          look="cards"
          value={start}
          onValueChange={(value) => setStart(starts.find((one) => one === value) ?? "news")}
          options={starts.map((one) => ({ value: one, label: t(`starts.${one}`), hint: t(`startHints.${one}`) }))}
        />
        {start === "points" && (
          <RadioGroup
            legend={t("daysBefore")}
            name="days"
            look="inline"
            value={String(days)}
            onValueChange={(value) => setDays(Number(value))}
            options={points.map((one) => ({ value: String(one.days), label: t("days", { days: one.days }) }))}
          />
        )}
      </Card>
      {create.isError && <Notice tone="danger">{errorText(create.error)}</Notice>}
      <div className="flex justify-end">
        <Button
          type="submit"
          variant="primary"
          loading={create.isPending || create.isSuccess}
          disabledReason={name.trim() ? undefined : t("nameFirst")}
        >
          {t("create")}
        </Button>
      </div>
    </form>
  );
}
