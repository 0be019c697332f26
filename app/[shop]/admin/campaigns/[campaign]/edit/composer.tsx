"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { ConflictDialog } from "@/components/campaigns/composer/conflict-dialog";
import { ChannelStep } from "@/components/campaigns/composer/channel-step";
import type { StartingTexts } from "@/components/campaigns/composer/contents-step";
import { OfferStep } from "@/components/campaigns/composer/offer-step";
import { SaveState } from "@/components/campaigns/composer/save-state";
import { StepHead } from "@/components/campaigns/composer/step-head";
import { TimingStep } from "@/components/campaigns/composer/timing-step";
import { type PartName, type StepName, stepNames, type Work } from "@/components/campaigns/composer/work";
import { StateBadge } from "@/components/campaigns/state-badge";
import { PageHeader } from "@/components/layout/page-header";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Stepper } from "@/components/ui/stepper";
import type { campaignById } from "@/server/campaigns/queries/campaigns";
import { useTargetNames } from "../../../_parts/use-target-names";
import { CheckPanel } from "./check-panel";
import { DiscardButton } from "./discard-button";
import { ContentsPanel } from "./contents-panel";
import { TargetPanel } from "./target-panel";
import { UpcomingRuns } from "./upcoming-runs";
import { useDraft } from "./use-draft";

export interface Colleague {
  membershipId: string;
  name: string;
  email: string;
}

export interface ComposerProps {
  base: string;
  campaign: Awaited<ReturnType<typeof campaignById>>;
  colleagues: readonly Colleague[];
  starting: StartingTexts;
  /** One's own membership. */
  me: string;
  mayPublishService: boolean;
  seesPersons: boolean;
}

/** Five questions and a check list. What is answered saves itself; the steps are addresses, so that going back goes back. */
export function Composer(props: ComposerProps) {
  const { base, campaign } = props;
  const t = useTranslations("composer");
  const search = useSearchParams();
  const path = `${base}/campaigns/${campaign.id}`;
  const step = stepNames.find((name) => name === search.get("step")) ?? "target";
  const draft = useDraft({
    id: campaign.id,
    revision: campaign.revision,
    work: {
      name: campaign.name,
      messageClass: campaign.messageClass,
      priority: campaign.priority,
      draft: campaign.draft,
    },
  });
  const { work, change } = draft;
  const clashNames = useTargetNames(draft.conflict && work, draft.conflict?.theirs);
  const [hasMoved, setMoved] = useState(false);
  const trpc = useTRPC();
  const coupons = useQuery({ ...trpc.coupons.toGive.queryOptions(), enabled: step === "offer" });
  const [isTargetHalf, setTargetHalf] = useState(false);
  const [leftOut, setLeftOut] = useState<Work | null>(null);
  const hrefOf = (to: StepName) => `${path}/edit?step=${to}`;
  const go = (to: StepName) => {
    setMoved(true);
    window.history.pushState(null, "", hrefOf(to));
    window.scrollTo({ top: 0 });
    void draft.save();
  };
  const settle = (keepMine: PartName[]) => {
    if (draft.conflict?.clashes.some(({ part, changedBy }) => changedBy !== "them" && !keepMine.includes(part)))
      setLeftOut(work);
    draft.settle(keepMine);
  };
  const setDraft = (part: Partial<Work["draft"]>) => change((now) => ({ ...now, draft: { ...now.draft, ...part } }));
  const at = stepNames.indexOf(step);
  const [before, after] = [stepNames[at - 1], stepNames[at + 1]];
  return (
    <>
      <PageHeader
        back={{ href: path, label: t("backToCampaign") }}
        title={work.name.trim() || t("unnamed")}
        badge={<StateBadge state={campaign.state} />}
        description={
          <SaveState status={draft.status} signInHref={`/sign-in?returnTo=${encodeURIComponent(hrefOf(step))}`} />
        }
        actions={<DiscardButton base={base} campaign={campaign} draft={draft} />}
      />
      <div className="grid gap-6">
        <Stepper
          label={t("stepsLabel")}
          steps={stepNames.map((name) => ({
            key: name,
            label: t(`steps.${name}`),
            state: name === step ? "current" : isAnswered(work, name) ? "done" : "ahead",
            href: hrefOf(name),
            onSelect: () => go(name),
          }))}
        />
        {leftOut && (
          <Notice
            tone="info"
            actions={
              <>
                <Button
                  size="sm"
                  onClick={() => {
                    draft.replace(leftOut);
                    setLeftOut(null);
                  }}
                >
                  {t("leftOut.back")}
                </Button>
                <Button size="sm" variant="ghost" onClick={() => setLeftOut(null)}>
                  {t("leftOut.drop")}
                </Button>
              </>
            }
          >
            {t("leftOut.words")}
          </Notice>
        )}
        <section key={`${step}:${draft.epoch}`} aria-label={t(`steps.${step}`)}>
          <StepHead step={step} takesFocus={hasMoved} />
          {step === "target" && (
            <div className="grid gap-5">
              <Field label={t("name")} required className="max-w-xl">
                <Input
                  value={work.name}
                  maxLength={80}
                  onChange={(event) => change((now) => ({ ...now, name: event.target.value }))}
                />
              </Field>
              <TargetPanel
                work={work}
                change={change}
                seesPersons={props.seesPersons}
                isHalf={isTargetHalf}
                onHalf={setTargetHalf}
              />
            </div>
          )}
          {step === "offer" && (
            <OfferStep
              offer={work.draft.offer}
              coupons={coupons.data ?? []}
              onChange={(offer) => setDraft({ offer })}
            />
          )}
          {step === "timing" && (
            <TimingStep
              timing={work.draft.timing}
              timeZone={campaign.place.timeZone}
              onChange={(timing) => setDraft({ timing })}
              upcoming={
                <UpcomingRuns timing={work.draft.timing} respectsQuiet={work.draft.respectsQuietHours ?? true} />
              }
            />
          )}
          {step === "channel" && (
            <ChannelStep
              work={work}
              place={campaign.place}
              mayPublishService={props.mayPublishService}
              onChange={change}
            />
          )}
          {step === "contents" && (
            <ContentsPanel {...props} work={work} draft={draft} onContents={(contents) => setDraft({ contents })} />
          )}
          {step === "check" && (
            <CheckPanel
              {...props}
              path={path}
              draft={draft}
              isTargetHalf={isTargetHalf}
              stepLink={(to, label) => (
                <a
                  href={hrefOf(to)}
                  className="rounded-sm underline decoration-line-strong underline-offset-4 hover:decoration-current"
                  onClick={(event) => {
                    event.preventDefault();
                    go(to);
                  }}
                >
                  {label}
                </a>
              )}
            />
          )}
        </section>
        <div className="flex flex-wrap justify-between gap-3 border-t border-line pt-5">
          {before ? <Button onClick={() => go(before)}>{t("back", { step: t(`steps.${before}`) })}</Button> : <span />}
          {after && (
            <Button variant="primary" onClick={() => go(after)}>
              {t("next", { step: t(`steps.${after}`) })}
            </Button>
          )}
        </div>
      </div>
      {draft.conflict && <ConflictDialog {...draft.conflict} mine={work} names={clashNames} onSettle={settle} />}
    </>
  );
}

const isAnswered = ({ draft }: Work, step: StepName): boolean => step !== "check" && draft[step] !== undefined;
