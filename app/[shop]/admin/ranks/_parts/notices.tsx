"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useTRPCClient } from "@/app/trpc-provider";
import { useFormats } from "@/components/format/use-formats";
import type { VersionView } from "@/components/ranks/version-list";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { useAct } from "../../_parts/use-act";

const lookAgainMs = 2_000;

/** A version that begins: how many members have been ranked. The page looks again by itself. */
export function RunNotice({ run }: { run: { isPast: boolean; total: number; done: number } }) {
  const t = useTranslations("ranks.run");
  const formats = useFormats();
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), lookAgainMs);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <Notice title={t(run.isPast ? "past" : "title")}>
      <p className="mb-2">{t("body", { total: formats.number(run.total), done: formats.number(run.done) })}</p>
      <Progress label={t(run.isPast ? "past" : "title")} hideLabel value={run.done} max={Math.max(run.total, 1)} />
    </Notice>
  );
}

/** A version that waits for its day, and the way to call it off. */
export function ScheduledNotice({ version, refusal }: { version: VersionView; refusal: string | null }) {
  const t = useTranslations("ranks.scheduled");
  const formats = useFormats();
  const client = useTRPCClient();
  const act = useAct();
  return (
    <Notice
      title={t("title", { version: version.version, day: formats.date(version.startsOn) })}
      actions={
        refusal === null && (
          <ConfirmDialog
            trigger={<Button size="sm">{t("withdraw")}</Button>}
            title={t("withdrawTitle", { version: version.version })}
            description={t("withdrawBody")}
            confirmLabel={t("withdraw")}
            onConfirm={() => act(client.ranks.withdraw.mutate({ programId: version.programId }), t("withdrawn"))}
          />
        )
      }
    >
      {t("body")}
    </Notice>
  );
}
