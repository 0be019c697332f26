"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormats } from "@/components/format/use-formats";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toaster";
import type { EstimateData } from "./estimate-view";
import type { Refused } from "./request-values";

type Outcome = { ok: true } | Refused;
type Seen = { repairId: string; version: number };

/** Runs an answer of the member's and says how it went; what changed meanwhile is shown at once. */
function useOwnStep(signInHref: string) {
  const words = useTranslations();
  const router = useRouter();
  const [problem, setProblem] = useState<{ text: string; isSignedOut: boolean } | null>(null);
  const run = async (work: () => Promise<Outcome>, said: string) => {
    setProblem(null);
    const outcome = await work().catch(() => null);
    if (outcome?.ok) toast.success(said);
    else {
      const reason = outcome?.reason ?? "kernel.offline";
      const key = reason.startsWith("kernel.") ? `errors.${reason.slice(7)}` : reason.replace(".", ".errors.");
      const isSignedOut = reason === "auth.sign_in_required";
      const text = isSignedOut
        ? words("repairs.form.signedOut")
        : words.has(key as never)
          ? words(key as never, (outcome?.details ?? {}) as never)
          : words("errors.unexpected");
      setProblem({ text, isSignedOut });
    }
    router.refresh();
  };
  const notice = problem && (
    <Notice
      tone="danger"
      actions={problem.isSignedOut && <TextLink href={signInHref}>{words("repairs.form.signInAgain")}</TextLink>}
    >
      {problem.text}
    </Notice>
  );
  return { run, notice };
}

interface AnswerProps extends Seen {
  estimate: EstimateData;
  signInHref: string;
  answer: (of: Seen & { estimateVersion: number; answer: "approve" | "decline" }) => Promise<Outcome>;
}

/** The member's yes or no to the estimate above it. */
export function AnswerPanel({ repairId, version, estimate, signInHref, answer }: AnswerProps) {
  const t = useTranslations("repairs.estimate");
  const formats = useFormats();
  const { run, notice } = useOwnStep(signInHref);
  const say = (said: "approve" | "decline") => () =>
    run(
      () => answer({ repairId, version, estimateVersion: estimate.version, answer: said }),
      t(said === "approve" ? "approved" : "declined"),
    );
  return (
    <div className="grid gap-3">
      {notice}
      {estimate.hasExpired && <Notice tone="warn">{t("expiredHint")}</Notice>}
      <div className="grid gap-2 sm:grid-cols-2">
        <ConfirmDialog
          trigger={
            <Button disabledReason={undefined} block>
              {t("decline")}
            </Button>
          }
          title={t("declineTitle")}
          description={t("declineText")}
          consequences={[
            estimate.declineFeeYen > 0
              ? t("declineFee", { amount: formats.yen(estimate.declineFeeYen) })
              : t("declineNoFee"),
          ]}
          confirmLabel={t("decline")}
          onConfirm={say("decline")}
        />
        {estimate.hasExpired ? (
          <Button variant="primary" block disabledReason={t("expiredHint")}>
            {t("approve")}
          </Button>
        ) : (
          <ConfirmDialog
            tone="primary"
            trigger={
              <Button variant="primary" block>
                {t("approve")}
              </Button>
            }
            title={t("approveTitle")}
            description={t("approveText", { total: formats.yen(estimate.totalYen) })}
            confirmLabel={t("approve")}
            onConfirm={say("approve")}
          />
        )}
      </div>
    </div>
  );
}

interface CancelProps extends Seen {
  signInHref: string;
  cancel: (of: Seen) => Promise<Outcome>;
}

/** Takes the request back, after asking. */
export function CancelRepair({ repairId, version, signInHref, cancel }: CancelProps) {
  const t = useTranslations("repairs.page");
  const { run, notice } = useOwnStep(signInHref);
  return (
    <div className="grid justify-items-start gap-3">
      {notice}
      <ConfirmDialog
        trigger={<Button variant="danger-quiet">{t("cancel")}</Button>}
        title={t("cancelTitle")}
        description={t("cancelText")}
        confirmLabel={t("cancelDo")}
        onConfirm={() => run(() => cancel({ repairId, version }), t("cancelled"))}
      />
    </div>
  );
}
