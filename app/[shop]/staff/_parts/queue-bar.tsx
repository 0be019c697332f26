"use client";

import { CloudOff, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState, useSyncExternalStore } from "react";
import { errorText } from "@/app/use-error-text";
import { Money } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { spokenNumber } from "@/components/staff/member-line";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import { draftOfQueued, hasDraft, keepDraft } from "./sale-draft";
import type { QueuedSale } from "./sale-queue";
import { useTill } from "./till";

const watchNetwork = (listener: () => void) => {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
};
const useIsOnline = () =>
  useSyncExternalStore(
    watchNetwork,
    () => navigator.onLine,
    () => true,
  );

/** Says, on every screen, that the network is away and what waits for it. */
export function QueueBar() {
  const t = useTranslations("staff.queue");
  const till = useTill();
  const isOnline = useIsOnline();
  const [isOpen, setOpen] = useState(false);
  const { waiting, needsSignIn } = till.queue;
  if (isOnline && waiting.length === 0) return null;
  const refused = waiting.filter(({ refusal }) => refusal !== null).length;
  return (
    <div className="mb-4">
      <Notice
        tone={refused > 0 ? "danger" : "warn"}
        title={
          <span className="inline-flex items-center gap-2">
            {!isOnline && <CloudOff aria-hidden className="size-4" />}
            {t(isOnline ? "title" : "offline")}
          </span>
        }
        actions={
          waiting.length > 0 && (
            <>
              <Button size="sm" onClick={() => setOpen(true)}>
                {t("open", { count: waiting.length })}
              </Button>
              {needsSignIn && (
                <Link
                  href={`/sign-in?returnTo=/${till.slug}/staff`}
                  className="inline-flex min-h-control-sm items-center text-sm font-medium text-brand-text underline"
                >
                  {t("signIn")}
                </Link>
              )}
            </>
          )
        }
      >
        {refused > 0
          ? t("refused", { count: refused })
          : needsSignIn
            ? t("signedOut")
            : waiting.length > 0
              ? t("waits", { count: waiting.length })
              : t("goOn")}
      </Notice>
      <Dialog
        open={isOpen && waiting.length > 0}
        onOpenChange={setOpen}
        size="lg"
        title={t("list")}
        description={t("lead")}
      >
        <ul className="divide-y divide-line">
          {waiting.map((queued) => (
            <Waiting key={queued.sale.receipt} queued={queued} />
          ))}
        </ul>
      </Dialog>
    </div>
  );
}

function Waiting({ queued }: { queued: QueuedSale }) {
  const { sale, refusal } = queued;
  const t = useTranslations("staff.queue");
  const words = useTranslations();
  const formats = useFormats();
  const { queue, slug, storeId, saleHref } = useTill();
  const [isDropping, setDropping] = useState(false);
  const number = sale.memberNo ?? sale.unaskedCard;
  const correct = () => {
    keepDraft(slug, draftOfQueued(queued));
    // A whole new page: the counter may be open behind this with nothing in hand, and reads what was kept only when it opens.
    window.location.assign(saleHref());
  };
  const pieces = sale.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <li className="grid gap-2 py-3">
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-56 text-sm">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <Money value={sale.totalYen} className="text-lg font-semibold" />
            <span className="text-ink-2">{formats.dateTime(new Date(sale.at))}</span>
          </p>
          <p className="text-ink-2">
            {t("pieces", { count: pieces })}
            {" · "}
            {number ? t("member", { number: spokenNumber(number) }) : t("nobody")}
          </p>
          {sale.storeId !== storeId && <p className="text-warn">{t("otherStore")}</p>}
          <p className="line-clamp-2 text-xs text-ink-3">{sale.lines.map(({ name }) => name).join("、")}</p>
        </div>
        <div className="flex items-center gap-2">
          <Button size="sm" onClick={() => void queue.send(sale.receipt)}>
            {t("sendNow")}
          </Button>
          {refusal && refusal.reason !== "purchases.receipt_reused" && (
            <Button size="sm" disabledReason={hasDraft(slug) ? t("saleInHand") : undefined} onClick={correct}>
              {t("correct")}
            </Button>
          )}
          <IconButton label={t("drop")} icon={<Trash2 aria-hidden />} onClick={() => setDropping(true)} />
        </div>
      </div>
      {refusal && <Notice tone="danger">{errorText(words, refusal.reason, refusal.details)}</Notice>}
      <ConfirmDialog
        open={isDropping}
        onOpenChange={setDropping}
        title={t("dropTitle")}
        description={t("dropLead")}
        confirmLabel={t("drop")}
        typeToConfirm={t("dropWord")}
        onConfirm={() => queue.drop(sale.receipt)}
      />
    </li>
  );
}
