"use client";

import { Award } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPCClient } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Ladder } from "@/components/ranks/ladder";
import { useProgramSentence } from "@/components/ranks/rank-words";
import { Simulation, type SimulationView } from "@/components/ranks/simulation";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toaster";
import type { ranksDesk } from "@/server/ranks/queries/programs";
import { usePendingAct } from "../../_parts/use-act";
import { LevelFields } from "./level-fields";
import { PublishDialog } from "./publish-dialog";
import { RuleFields } from "./rule-fields";
import { useRankDraft } from "./use-rank-draft";

export type RanksDesk = Awaited<ReturnType<typeof ranksDesk>>;

/** The next version: what counts, the ranks, what it would do to the members of today, and its publication. */
export function RankEditor({ slug, desk }: { slug: string; desk: RanksDesk }) {
  const t = useTranslations("ranks");
  const client = useTRPCClient();
  const errorText = useErrorText();
  const { act, isPending } = usePendingAct();
  const says = useProgramSentence();
  const draft = useRankDraft(slug, desk);
  const { definition, isOpen, isChanged, isNewer, problems } = draft;
  const [tried, setTried] = useState<{ of: string; found: SimulationView } | null>(null);
  const [isTrying, setTrying] = useState(false);
  const asText = JSON.stringify(definition);
  const isFresh = tried?.of === asText;
  const isWrong = Object.keys(problems).length > 0;

  if (!isOpen)
    return desk.editRefusal !== null ? (
      desk.current ? null : (
        <EmptyState icon={<Award aria-hidden />} title={t("none.title")} description={t("edit.readOnly")} />
      )
    ) : desk.current ? (
      <div>
        <Button onClick={() => draft.open()}>{t("edit.open")}</Button>
      </div>
    ) : (
      <EmptyState
        icon={<Award aria-hidden />}
        title={t("none.title")}
        description={t("none.body")}
        actions={
          <Button variant="primary" onClick={() => draft.open()}>
            {t("none.start")}
          </Button>
        }
      />
    );

  const trial = async () => {
    setTrying(true);
    try {
      setTried({ of: asText, found: await client.ranks.simulate.query({ definition }) });
    } catch (error) {
      toast.error(errorText(error));
    } finally {
      setTrying(false);
    }
  };
  const refusal = desk.editRefusal !== null ? t("edit.readOnly") : undefined;
  const wrong = isWrong ? Object.values(problems)[0] : undefined;
  return (
    <Section title={t("edit.title")}>
      {isNewer && (
        <Notice
          tone="warn"
          title={t("edit.newer")}
          actions={
            <>
              <Button size="sm" onClick={draft.takeNewer}>
                {t("edit.takeNewer")}
              </Button>
              <Button size="sm" onClick={draft.keepMine}>
                {t("edit.keepMine")}
              </Button>
            </>
          }
        />
      )}
      {draft.isRestored && !isNewer && <Notice>{t("edit.kept")}</Notice>}
      <Card className="grid gap-8">
        <RuleFields definition={definition} problems={problems} onChange={draft.change} />
        <LevelFields
          definition={definition}
          freshIds={desk.freshIds}
          problems={problems}
          onChange={(levels) => draft.change({ levels })}
        />
        <div className="grid gap-4 border-t border-line pt-6">
          <Ladder definition={definition} />
          <div className="rounded-lg bg-sunken px-4 py-3">
            <p className="text-xs font-medium text-ink-3">{t("edit.saidBack")}</p>
            <output className="mt-1 block max-w-3xl text-sm">{says(definition)}</output>
          </div>
        </div>
      </Card>
      {tried && <Simulation definition={definition} found={tried.found} />}
      {tried && !isFresh && <p className="text-sm text-warn">{t("simulate.stale")}</p>}
      <div className="flex flex-wrap items-center gap-2">
        {(desk.draft || isChanged) && (
          <ConfirmDialog
            trigger={
              <Button variant="ghost" disabledReason={refusal}>
                {t("edit.discard")}
              </Button>
            }
            title={t("edit.discardTitle")}
            description={t("edit.discardBody")}
            confirmLabel={t("edit.discard")}
            onConfirm={async () => {
              await act(client.ranks.discardDraft.mutate(), t("edit.discarded"));
              draft.close();
            }}
          />
        )}
        <span className="ms-auto flex flex-wrap gap-2">
          <Button
            loading={isPending}
            disabledReason={refusal ?? wrong}
            onClick={() => void draft.save(act, t("edit.saved")).catch(() => undefined)}
          >
            {t("edit.save")}
          </Button>
          <Button loading={isTrying} disabledReason={wrong} onClick={() => void trial()}>
            {t(tried ? "simulate.again" : "simulate.button")}
          </Button>
          <PublishDialog
            today={desk.today}
            version={(desk.versions[0]?.version ?? 0) + 1}
            disabledReason={refusal ?? wrong ?? (isFresh ? undefined : t("simulate.needed"))}
            publish={async (startsOn) => {
              const revision = await draft.stored();
              const done = await act(
                client.ranks.publish.mutate({ revision, startsOn }),
                t("publish.done", { version: (desk.versions[0]?.version ?? 0) + 1 }),
              );
              draft.close();
              setTried(null);
              return done;
            }}
          />
        </span>
      </div>
    </Section>
  );
}
