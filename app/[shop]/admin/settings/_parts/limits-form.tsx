"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { FormActions, FormGrid } from "@/components/form/form-grid";
import { useDraft } from "@/components/form/use-draft";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ActProblem } from "../../_parts/act-problem";
import { useAct } from "../../_parts/use-act";

interface Limits {
  /** Null: no send waits for anybody. */
  campaign: string | null;
  exports: string;
}

/** From which size on a send, or a list that leaves the shop, waits for a second person. */
export function LimitsForm(opened: { saved: { campaign: number | null; exports: number } }) {
  const t = useTranslations("settings.limits");
  const form = useTranslations("settings.form");
  const [trpc, act, path] = [useTRPC(), useAct(), usePathname()];
  const { draft, change, edit } = useDraft<Limits>(`${path}.limits`);
  const [saved, setSaved] = useState(opened.saved);
  const { campaign, exports } = draft ?? {
    campaign: saved.campaign === null ? null : String(saved.campaign),
    exports: String(saved.exports),
  };
  const isChanged =
    campaign !== (saved.campaign === null ? null : String(saved.campaign)) || exports !== String(saved.exports);
  const setCampaign = useMutation(trpc.campaigns.setApprovalLimit.mutationOptions());
  const setExports = useMutation(trpc.access.setSettings.mutationOptions());
  const submit = async () => {
    const approvalAbove = campaign === null ? null : Number(campaign);
    const approvalAbovePersons = Number(exports);
    const both = async () => {
      if (approvalAbove !== saved.campaign) await setCampaign.mutateAsync({ approvalAbove });
      if (approvalAbovePersons !== saved.exports) await setExports.mutateAsync({ approvalAbovePersons });
    };
    await act(both(), t("saved"));
    setSaved({ campaign: approvalAbove, exports: approvalAbovePersons });
    // What was typed meanwhile is still to be saved.
    edit((now) => (now === draft ? null : now));
  };
  const number = (value: string, most: number, set: (text: string) => void) => (
    <Input
      type="number"
      inputMode="numeric"
      required
      min={0}
      max={most}
      suffix={t("unit")}
      value={value}
      onChange={(event) => set(event.target.value)}
    />
  );
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        submit().catch(() => {});
      }}
    >
      <div>
        <h2 className="text-base">{t("title")}</h2>
        <p className="text-sm text-ink-3">{t("lead")}</p>
      </div>
      <ActProblem error={setCampaign.error ?? setExports.error} />
      <Checkbox
        label={t("campaignOn")}
        checked={campaign !== null}
        onChange={(event) => change({ exports, campaign: event.target.checked ? "10000" : null })}
      />
      <FormGrid columns={2}>
        {campaign !== null && (
          <Field label={t("campaign")} hint={t("campaignHint")}>
            {number(campaign, 1_000_000_000, (text) => change({ exports, campaign: text }))}
          </Field>
        )}
        <Field label={t("exports")} hint={t("exportsHint")}>
          {number(exports, 1000, (text) => change({ campaign, exports: text }))}
        </Field>
      </FormGrid>
      <FormActions>
        <Button
          type="submit"
          variant="primary"
          loading={setCampaign.isPending || setExports.isPending}
          disabledReason={isChanged ? undefined : form("nothingChanged")}
        >
          {form("save")}
        </Button>
      </FormActions>
    </form>
  );
}
