"use client";

import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPCClient } from "@/app/trpc-provider";
import { ruleSentence } from "@/components/earning/sentence";
import { useFormats } from "@/components/format/use-formats";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { useAct } from "../../_parts/use-act";
import { ChangeList } from "./change-list";
import type { Desk } from "./desk";
import { useRuleNames } from "./use-rule-names";

const tones = { current: "ok", coming: "info", past: "neutral", cancelled: "neutral" } as const;

/** Every version as it was published, newest first. */
export function VersionList({ desk }: { desk: Desk }) {
  const t = useTranslations("earning");
  const formats = useFormats();
  const { names } = useRuleNames(desk);
  const client = useTRPCClient();
  const act = useAct();
  // Newest first; a version that was called off never was what another one followed.
  const rulesBefore = (index: number) =>
    desk.versions.slice(index + 1).find(({ state }) => state !== "cancelled")?.rules ?? [];
  if (desk.versions.length === 0)
    return (
      <Card>
        <EmptyState icon={<History />} title={t("history.empty")} />
      </Card>
    );
  return (
    <ol className="grid gap-4">
      {desk.versions.map(({ version, state, validFrom, publishedAt, publishedBy, note, rules }, index) => (
        <li key={version}>
          <Card className="grid gap-2">
            <div className="flex flex-wrap items-center gap-2">
              <h2 className="font-medium">{t("history.version", { version })}</h2>
              <Badge tone={tones[state]}>{t(`history.${state}`)}</Badge>
              <span className="text-sm text-ink-2">{t("inForceSince", { date: formats.dateTime(validFrom) })}</span>
              {state === "coming" && desk.publishRefusal === null && (
                <ConfirmDialog
                  title={t("history.cancelTitle", { version })}
                  description={t("history.cancelText")}
                  confirmLabel={t("history.cancel")}
                  trigger={
                    <Button variant="ghost" size="sm">
                      {t("history.cancel")}
                    </Button>
                  }
                  onConfirm={() => act(client.earning.cancelVersion.mutate({ version }), t("history.cancelledDone"))}
                />
              )}
            </div>
            <p className="text-xs text-ink-3">
              {t("history.by", { name: publishedBy ?? "Goen", date: formats.dateTime(publishedAt) })}
            </p>
            {note && <p className="text-sm">{note}</p>}
            <ChangeList before={rulesBefore(index)} after={rules} />
            {rules.length === 0 ? (
              <p className="text-sm text-ink-2">{t("history.noRules")}</p>
            ) : (
              <details>
                <summary className="cursor-pointer text-sm text-brand-text">
                  {t("history.rules", { n: rules.length })}
                </summary>
                <ul className="mt-2 grid gap-2 text-sm">
                  {rules.map((rule) => (
                    <li key={rule.id}>
                      <span className="font-medium">{rule.name}</span>
                      <span className="block text-ink-2">{ruleSentence(rule, names, t, formats)}</span>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </Card>
        </li>
      ))}
    </ol>
  );
}
