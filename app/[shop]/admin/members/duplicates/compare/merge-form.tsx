"use client";

import { useMutation } from "@tanstack/react-query";
import { ArrowLeftRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { addressOf } from "@/components/admin/address";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { useAct } from "../../../_parts/use-act";
import { GroupChoice } from "./group-choice";
import { type MergePreview, type ProfileGroup, nameOf } from "./merge-view";
import { MergeTable } from "./merge-table";

/** Both records side by side, which part of the profile is kept from which, what moves, and the merge. */
export function MergeForm({ base, preview }: { base: string; preview: MergePreview }) {
  const t = useTranslations("identity.compare");
  const [trpc, act, router] = [useTRPC(), useAct(), useRouter()];
  const [choice, setChoice] = useState(preview.usual);
  const merge = useMutation(trpc.identity.merge.mutationOptions());
  const { from, to, differing } = preview;
  const closed = from.isClosed || to.isClosed;
  const submit = async () => {
    const call = {
      fromMemberId: from.memberId,
      toMemberId: to.memberId,
      fromVersion: from.version,
      toVersion: to.version,
    };
    await act(merge.mutateAsync({ ...call, choice }), t("merged"));
    router.push(`${base}/members/${to.memberId}`);
  };
  return (
    <div className="grid gap-5">
      {closed && <Notice tone="warn">{t("closed")}</Notice>}
      <MergeTable {...{ base, preview, choice }} />
      <ButtonLink
        className="justify-self-start"
        href={addressOf(`${base}/members/duplicates/compare`, { from: to.memberId, to: from.memberId })}
      >
        <ArrowLeftRight aria-hidden className="size-4" />
        {t("swap")}
      </ButtonLink>
      {differing.length > 0 && (
        <Section title={t("fields")}>
          <div className="grid gap-x-6 gap-y-4 lg:grid-cols-2">
            {differing.map((group: ProfileGroup) => (
              <GroupChoice
                key={group}
                {...{ group, from, to }}
                value={choice[group]}
                onChange={(side) => setChoice({ ...choice, [group]: side })}
              />
            ))}
          </div>
        </Section>
      )}
      <p className="text-sm text-ink-2">{t("cardsGoOn")}</p>
      {preview.endsConsent && <Notice tone="warn">{t("endsConsent")}</Notice>}
      {preview.debt > 0 && <Notice tone="warn">{t("debt", { points: preview.debt })}</Notice>}
      <div className="flex flex-wrap items-center gap-3">
        <ConfirmDialog
          trigger={
            <Button variant="primary" disabledReason={closed ? t("closed") : undefined}>
              {t("merge")}
            </Button>
          }
          tone="primary"
          title={t("confirmTitle")}
          description={t("confirmLead", { closes: nameOf(from), stays: nameOf(to) })}
          consequences={[t("cardsGoOn"), t("undoHint", { days: preview.undoDays })]}
          confirmLabel={t("merge")}
          onConfirm={submit}
        />
        <p className="text-sm text-ink-3">{t("undoHint", { days: preview.undoDays })}</p>
      </div>
    </div>
  );
}
