"use client";

import { MoreHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPCClient } from "@/app/trpc-provider";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import type { EarnRule } from "@/server/earning/input";
import { useAct } from "../../_parts/use-act";
import type { Desk } from "./desk";

type Props = { rule: EarnRule; desk: Desk; base: string; isPublished: boolean };

/** What can be done with a rule: change it, pause it at once, take it out of the draft. */
export function RuleMenu({ rule, desk, base, isPublished }: Props) {
  const t = useTranslations("earning");
  const client = useTRPCClient();
  const act = useAct();
  const [asks, setAsks] = useState<"pause" | "remove" | null>(null);
  const isPaused = desk.pauses.some(({ ruleId }) => ruleId === rule.id);
  const inDraft = desk.draft.rules.some(({ id }) => id === rule.id);
  if (desk.editRefusal !== null) return null;
  const pause = (paused: boolean) =>
    act(client.earning.pauseRule.mutate({ ruleId: rule.id, isPaused: paused }), t(paused ? "paused" : "resumed"));
  return (
    <>
      <Menu
        label={rule.name}
        align="end"
        trigger={<IconButton label={rule.name} icon={<MoreHorizontal />} />}
        items={[
          ...(inDraft ? [{ key: "edit", label: t("edit"), href: `${base}/${rule.id}` }] : []),
          ...(inDraft ? [{ key: "copy", label: t("copy"), href: `${base}/new?from=${rule.id}` }] : []),
          ...(isPublished && isPaused
            ? [{ key: "resume", label: t("resume"), onSelect: () => void pause(false).catch(() => undefined) }]
            : []),
          ...(isPublished && !isPaused ? [{ key: "pause", label: t("pause"), onSelect: () => setAsks("pause") }] : []),
          ...(inDraft ? [{ key: "remove", label: t("remove"), danger: true, onSelect: () => setAsks("remove") }] : []),
        ]}
      />
      <ConfirmDialog
        open={asks === "pause"}
        onOpenChange={(open) => setAsks(open ? "pause" : null)}
        title={t("pauseTitle", { name: rule.name })}
        description={t("pauseText")}
        confirmLabel={t("pause")}
        onConfirm={() => pause(true)}
      />
      <ConfirmDialog
        open={asks === "remove"}
        onOpenChange={(open) => setAsks(open ? "remove" : null)}
        title={t("removeTitle", { name: rule.name })}
        description={t("removeText")}
        confirmLabel={t("remove")}
        onConfirm={() =>
          act(client.earning.removeRule.mutate({ ruleId: rule.id, revision: desk.draft.revision }), t("removed"))
        }
      />
    </>
  );
}
