"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useFormats } from "@/components/format/use-formats";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { useAct } from "../../../_parts/use-act";

interface Left {
  what: string;
  count: number;
}
interface MergedRecord {
  mergeId: string;
  fromMemberId: string;
  fromMemberNo: string;
  state: string;
  left: readonly Left[];
  undoUntil: Date;
  undoneAt: Date | null;
  canUndo: boolean;
}

/** Records of this person that were merged, each with how long that can be undone. */
export function MergedRecords({
  merges,
  isRedirected,
  refusal,
}: {
  merges: readonly MergedRecord[];
  isRedirected: boolean;
  refusal: string | undefined;
}) {
  const t = useTranslations("identity.merged");
  if (merges.length === 0) return null;
  return (
    <Section title={t("title")} className="mb-4">
      <div className="grid gap-3">
        {isRedirected && <Notice>{t("redirected")}</Notice>}
        <ul className="grid gap-3">
          {merges.map((merge) => (
            <Merged key={merge.mergeId} {...{ merge, refusal }} />
          ))}
        </ul>
      </div>
    </Section>
  );
}

function Merged({ merge, refusal }: { merge: MergedRecord; refusal: string | undefined }) {
  const t = useTranslations("identity.merged");
  const words = useTranslations("identity.left");
  const formats = useFormats();
  const [trpc, act] = [useTRPC(), useAct()];
  const [left, setLeft] = useState<readonly Left[]>(merge.left);
  const undo = useMutation(trpc.identity.undo.mutationOptions());
  const submit = async () => {
    const answer = await act(undo.mutateAsync({ mergeId: merge.mergeId }), t("undoDone"));
    setLeft(answer.left);
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm">
      <span className="grid gap-0.5">
        {t("of", { number: merge.fromMemberNo })}
        <span className="text-xs text-ink-3">
          {merge.undoneAt
            ? t("undone", { date: formats.date(merge.undoneAt) })
            : merge.canUndo
              ? t("until", { date: formats.date(merge.undoUntil) })
              : t("final")}
        </span>
        {left.length > 0 && (
          <span className="text-xs text-ink-2">
            {t("leftTitle")}
            <span className="mt-0.5 grid">
              {left.map(({ what, count }) => (
                <span key={what}>{words(what as "points", { n: count })}</span>
              ))}
            </span>
          </span>
        )}
      </span>
      {merge.canUndo && (
        <ConfirmDialog
          trigger={
            <Button size="sm" disabledReason={refusal}>
              {t("undo")}
            </Button>
          }
          title={t("undoTitle")}
          description={t("undoLead")}
          consequences={[t("undoPoints"), t("undoReturns")]}
          confirmLabel={t("undo")}
          onConfirm={submit}
        />
      )}
    </li>
  );
}
