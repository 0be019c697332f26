"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useDraft } from "@/components/form/use-draft";
import { useRankName } from "@/components/ranks/rank-words";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toaster";
import { FormDialog } from "../../../_parts/form-dialog";
import type { Standing } from "./member-rank";

interface Props {
  memberId: string;
  standing: Standing;
  refusal: string | undefined;
}

/** Lifts the member to a higher rank until a day, with the reason. */
export function SetRank({ memberId, standing, refusal }: Props) {
  const t = useTranslations("ranks.member");
  const [trpc, router] = [useTRPC(), useRouter()];
  const name = useRankName();
  const [isOpen, setOpen] = useState(false);
  const higher = standing.levels.slice(1);
  const { draft, change } = useDraft<{ rankId: string; untilOn: string; reason: string }>(`rank.${memberId}`);
  const values = draft ?? { rankId: higher.at(-1)?.id ?? "", untilOn: "", reason: "" };
  const set = useMutation(
    trpc.ranks.setByHand.mutationOptions({
      onSuccess: () => {
        change(null);
        setOpen(false);
        toast.success(t("setDone"));
        router.refresh();
      },
    }),
  );
  const toggle = (next: boolean) => {
    set.reset();
    setOpen(next);
  };
  return (
    <FormDialog
      open={isOpen}
      onOpenChange={toggle}
      trigger={
        <Button size="sm" disabledReason={refusal}>
          {t("set")}
        </Button>
      }
      title={t("setTitle")}
      description={t("setLead")}
      submitLabel={t("set")}
      isBusy={set.isPending}
      error={set.error}
      onSubmit={() => set.mutate({ memberId, ...values })}
    >
      <Field label={t("rank")} required>
        <Select
          value={values.rankId}
          onChange={(event) => change({ ...values, rankId: event.target.value })}
          options={higher.map((level) => ({ value: level.id, label: name(level) }))}
        />
      </Field>
      <Field label={t("untilOn")} required>
        <Input
          type="date"
          required
          value={values.untilOn}
          onChange={(event) => change({ ...values, untilOn: event.target.value })}
        />
      </Field>
      <Field label={t("reason")} hint={t("reasonHint")} required>
        <Input
          required
          maxLength={200}
          value={values.reason}
          onChange={(event) => change({ ...values, reason: event.target.value })}
        />
      </Field>
    </FormDialog>
  );
}
