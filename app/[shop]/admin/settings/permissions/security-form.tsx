"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useAct } from "../../_parts/use-act";

interface Settings {
  requiresTotp: boolean;
  approvalAbovePersons: number;
}

/** How strict the shop is about signing in and about lists that leave it. */
export function SecurityForm({ saved }: { saved: Settings }) {
  const t = useTranslations("access.permissions");
  const [trpc, act, errorText] = [useTRPC(), useAct(), useErrorText()];
  const [requiresTotp, setRequires] = useState(saved.requiresTotp);
  const [limit, setLimit] = useState(String(saved.approvalAbovePersons));
  const set = useMutation(trpc.access.setSettings.mutationOptions());
  const submit = () => act(set.mutateAsync({ requiresTotp, approvalAbovePersons: Number(limit) }), t("saved"));
  return (
    <Section title={t("security")}>
      <Card>
        <form
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            submit().catch(() => {});
          }}
        >
          {set.isError && <Notice tone="danger">{errorText(set.error)}</Notice>}
          <Checkbox
            label={t("requireTotp")}
            hint={t("requireTotpHint")}
            checked={requiresTotp}
            onChange={(event) => setRequires(event.target.checked)}
          />
          <Field label={t("approval")} hint={t("approvalHint")}>
            <Input
              type="number"
              min={0}
              max={1000}
              required
              inputMode="numeric"
              className="tabular max-w-40"
              value={limit}
              onChange={(event) => setLimit(event.target.value)}
            />
          </Field>
          <div className="flex justify-end">
            <Button type="submit" variant="primary" loading={set.isPending}>
              {t("save")}
            </Button>
          </div>
        </form>
      </Card>
    </Section>
  );
}
