"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { useAct } from "../../_parts/use-act";

/** How strict the shop is about signing in; from which size on a list waits for a second person is set with the sending. */
export function SecurityForm({ saved, base }: { saved: { requiresTotp: boolean }; base: string }) {
  const t = useTranslations("access.permissions");
  const [trpc, act, errorText] = [useTRPC(), useAct(), useErrorText()];
  const [requiresTotp, setRequires] = useState(saved.requiresTotp);
  const set = useMutation(trpc.access.setSettings.mutationOptions());
  const submit = () => act(set.mutateAsync({ requiresTotp }), t("saved"));
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
          <p className="text-sm text-ink-2">
            {t.rich("approvalIsIn", {
              link: (words) => <TextLink href={`${base}/settings/sending`}>{words}</TextLink>,
            })}
          </p>
          <div className="flex justify-end">
            <Button
              type="submit"
              variant="primary"
              loading={set.isPending}
              disabledReason={requiresTotp === saved.requiresTotp ? t("nothingChanged") : undefined}
            >
              {t("save")}
            </Button>
          </div>
        </form>
      </Card>
    </Section>
  );
}
