"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPCClient } from "@/app/trpc-provider";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioGroup } from "@/components/ui/radio-group";
import { addDays, instantOf } from "@/server/kernel/time";
import { useAct } from "../../_parts/use-act";
import { ChangeList } from "./change-list";
import type { Desk } from "./desk";

/** Publishes the draft as a version, at once or from a set moment. */
export function PublishButton({ desk }: { desk: Desk }) {
  const t = useTranslations("earning");
  const client = useTRPCClient();
  const act = useAct();
  const [when, setWhen] = useState<"now" | "at">("now");
  const live = desk.versions.find(({ state }) => state === "current")?.rules ?? [];
  const tomorrow = addDays(desk.today, 1);
  const [day, setDay] = useState(tomorrow);
  const [note, setNote] = useState("");
  const publish = () => {
    const at = when === "at" ? { validFrom: instantOf(day, desk.dayStartMinutes, desk.timeZone) } : {};
    return act(client.earning.publish.mutate({ revision: desk.draft.revision, note, ...at }), t("published"));
  };
  return (
    <ConfirmDialog
      tone="primary"
      title={t("publishTitle")}
      description={t("publishText")}
      confirmLabel={t("publish")}
      trigger={<Button variant="primary">{t("publish")}</Button>}
      onConfirm={publish}
    >
      <div className="grid gap-4">
        <section className="grid max-h-60 gap-2 overflow-y-auto">
          <h3 className="text-sm font-medium">{t("changes.title")}</h3>
          <ChangeList before={live} after={desk.draft.rules} />
        </section>
        <RadioGroup
          legend={t("publishFrom")}
          name="publish-from"
          look="inline"
          value={when}
          onValueChange={(value) => setWhen(value === "at" ? "at" : "now")}
          options={[
            { value: "now", label: t("publishNow") },
            { value: "at", label: t("publishAt") },
          ]}
        />
        {when === "at" && (
          <Field label={t("fields.from")} className="w-52">
            <Input
              type="date"
              min={tomorrow}
              value={day}
              onChange={(event) => setDay(event.target.value || tomorrow)}
            />
          </Field>
        )}
        <Field label={t("publishNote")}>
          <Input maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
    </ConfirmDialog>
  );
}

export function DiscardButton() {
  const t = useTranslations("earning");
  const client = useTRPCClient();
  const act = useAct();
  return (
    <ConfirmDialog
      title={t("discardTitle")}
      description={t("discardText")}
      confirmLabel={t("discard")}
      trigger={<Button variant="ghost">{t("discard")}</Button>}
      onConfirm={() => act(client.earning.discardDraft.mutate(), t("discarded"))}
    />
  );
}
