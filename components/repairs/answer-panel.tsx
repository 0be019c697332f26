"use client";

import { useState } from "react";
import { useLightWords } from "@/components/form/light-words";
import { AskFirst } from "@/components/my/ask-first";
import { FormMessage } from "@/components/my/form-message";
import type { Refused } from "./request-values";

type Outcome = { ok: true } | Refused;
type Seen = { repairId: string; version: number };
type Said = { text: string; isDone: boolean; isSignedOut: boolean };

/** Runs an answer of the member's and says how it went; the page shows the latest by itself, also what changed meanwhile. */
function useOwnStep(signInHref: string) {
  const t = useLightWords("repairs.form");
  const errors = useLightWords("errors");
  const [said, setSaid] = useState<Said | null>(null);
  const run = async (work: () => Promise<Outcome>, done: string) => {
    setSaid(null);
    const outcome = await work().catch(() => null);
    if (outcome?.ok) setSaid({ text: done, isDone: true, isSignedOut: false });
    else
      setSaid({
        text: outcome
          ? (outcome.problem ?? Object.values(outcome.fields)[0] ?? errors("unexpected"))
          : errors("offline"),
        isDone: false,
        isSignedOut: outcome?.isSignedOut ?? false,
      });
  };
  const notice = said && (
    <FormMessage tone={said.isDone ? "ok" : "danger"}>
      {said.text}
      {said.isSignedOut && (
        <a href={signInHref} className="block min-h-11 pt-2 font-medium text-brand-text underline">
          {t("signInAgain")}
        </a>
      )}
    </FormMessage>
  );
  return { run, notice };
}

interface AnswerProps extends Seen {
  /** The estimate that waits for an answer; null once there is one, so that what was said stays to be read. */
  waits: { version: number; hasExpired: boolean } | null;
  /** With the amounts of the estimate. */
  words: { approveText: string; declineFee: string };
  signInHref: string;
  answer: (of: Seen & { estimateVersion: number; answer: "approve" | "decline" }) => Promise<Outcome>;
}

/** The member's yes or no to the estimate above it. */
export function AnswerPanel({ repairId, version, waits, words, signInHref, answer }: AnswerProps) {
  const t = useLightWords("repairs.estimate");
  const ui = useLightWords("ui");
  const { run, notice } = useOwnStep(signInHref);
  if (!waits) return notice;
  const say = (said: "approve" | "decline") => () =>
    run(
      () => answer({ repairId, version, estimateVersion: waits.version, answer: said }),
      t(said === "approve" ? "approved" : "declined"),
    );
  return (
    <div className="grid gap-3">
      {notice}
      {waits.hasExpired && <FormMessage tone="info">{t("expiredHint")}</FormMessage>}
      <div className="grid gap-2 sm:grid-cols-2">
        {!waits.hasExpired && (
          <AskFirst
            label={t("approve")}
            look={{ variant: "primary", block: true }}
            title={t("approveTitle")}
            text={words.approveText}
            confirmLabel={t("approve")}
            confirmLook="primary"
            cancelLabel={ui("cancel")}
            onConfirm={say("approve")}
          />
        )}
        <AskFirst
          label={t("decline")}
          look={{ block: true }}
          title={t("declineTitle")}
          text={t("declineText")}
          consequence={words.declineFee}
          confirmLabel={t("decline")}
          confirmLook="danger"
          cancelLabel={ui("cancel")}
          onConfirm={say("decline")}
        />
      </div>
    </div>
  );
}

interface CancelProps extends Seen {
  /** Whether it can still be taken back. */
  isPossible: boolean;
  signInHref: string;
  cancel: (of: Seen) => Promise<Outcome>;
}

/** Takes the request back, after asking. */
export function CancelRepair({ repairId, version, isPossible, signInHref, cancel }: CancelProps) {
  const t = useLightWords("repairs.page");
  const ui = useLightWords("ui");
  const { run, notice } = useOwnStep(signInHref);
  if (!isPossible) return notice;
  return (
    <div className="grid justify-items-start gap-3">
      {notice}
      <AskFirst
        label={t("cancel")}
        look={{ variant: "danger-quiet" }}
        title={t("cancelTitle")}
        text={t("cancelText")}
        confirmLabel={t("cancelDo")}
        confirmLook="danger"
        cancelLabel={ui("cancel")}
        onConfirm={() => run(() => cancel({ repairId, version }), t("cancelled"))}
      />
    </div>
  );
}
