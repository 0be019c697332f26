"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { CreditCard, ScanBarcode, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { type CounterMember, MemberLine, spokenNumber } from "@/components/staff/member-line";
import { SaleLines } from "@/components/staff/sale-lines";
import { SaleSummary } from "@/components/staff/sale-summary";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import { Switch } from "@/components/ui/switch";
import { amountOf, dropDraft, newDraft, pointsUsed, totalOf, withoutProduct, withProduct } from "./sale-draft";
import { forgetGoods } from "./goods-kept";
import { SaleCoupons, withCoupon } from "./sale-coupons";
import { SaleDone } from "./sale-done";
import { dropQueued, queueSale } from "./sale-queue";
import { asRecordSale, saleToSend } from "./sale-request";
import { SaleScan } from "./sale-scan";
import { SpendProof } from "./spend-proof";
import { useTill } from "./till";
import { tillNow } from "./till-clock";
import { useSaleDraft } from "./use-sale-draft";
import { useSaleQuote, useWillEarn } from "./use-sale-quote";
import { useShortcuts } from "./use-shortcuts";

type Props = {
  member: (CounterMember & { withdrawnAt: Date | null }) | null;
  usesAllPoints: boolean;
  /** A coupon of the member that is to be used in it. */
  heldId?: string;
};

/** A sale: scan the goods, use points, record once. */
export function SaleCounter({ member: openedFor, usesAllPoints, heldId }: Props) {
  const t = useTranslations("staff.sale");
  const asked = useTranslations("staff.proof");
  const trpc = useTRPC();
  const client = useQueryClient();
  const errorText = useErrorText();
  const formats = useFormats();
  const till = useTill();
  const [draft, putDraft] = useSaleDraft(till.slug, openedFor, usesAllPoints, heldId);
  const [servedName, setServed] = useState<CounterMember | null>(null);
  const { member, lines, unaskedCard } = draft;
  const [keptYen, setKept] = useState<number | null>(null);
  const [isFull, setFull] = useState(false);
  const [reads, setReads] = useState(0);
  const ofMember = { memberId: member?.memberId ?? "" };
  const wallet = useQuery({ ...trpc.points.ofMember.queryOptions(ofMember), enabled: member !== null });
  const familyShare = wallet.data?.familyShare ?? null;
  const own = wallet.data?.wallet.available ?? 0;
  const available = own + (draft.usesFamily ? (familyShare ?? 0) : 0);
  const total = totalOf(lines);
  const quote = useSaleQuote(draft, draft.storeId ?? till.storeId);
  const discountYen = quote.data?.discountYen ?? 0;
  const use = pointsUsed(draft, available, discountYen);
  const willEarn = useWillEarn(draft, draft.storeId ?? till.storeId, use);
  const record = useMutation(
    trpc.purchases.record.mutationOptions({
      // Who is served is settled when it is sent, whatever stands here when the answer comes.
      onMutate: () => member,
      onSuccess: (_, sent, served) => {
        dropDraft(till.slug);
        // It may have come back from the queue to be put right.
        dropQueued(till.slug, sent.externalId);
        setServed(served);
        if (served) till.remember(served);
      },
      // Whatever came of it, the balance and the list of purchases may have changed.
      onSettled: () => {
        void client.invalidateQueries(trpc.points.pathFilter());
        void client.invalidateQueries(trpc.purchases.pathFilter());
        void client.invalidateQueries(trpc.ranks.pathFilter());
        void client.invalidateQueries(trpc.coupons.pathFilter());
      },
    }),
  );
  /** Nothing joins or leaves a sale that is being recorded. */
  const setDraft: typeof putDraft = (next) => {
    if (!record.isPending) putDraft(next);
  };
  /** Until everything read has joined the sale and its coupons are reckoned, what stands here is not yet the sale. */
  const isReckoning = reads > 0 || quote.isWaiting;
  const begin = () => {
    dropDraft(till.slug);
    record.reset();
    setKept(null);
    setDraft((now) => ({ ...newDraft(null, false), openedFor: now.openedFor }));
  };
  const attach = (next: CounterMember | null) => {
    if (next) till.remember(next);
    setDraft((now) => ({
      ...now,
      member: next,
      unaskedCard: null,
      use: 0,
      usesFamily: false,
      coupons: [],
      takesBest: false,
    }));
  };
  const edit = (key: string, change: { quantity: number } | { unitPriceYen: number | null }) =>
    setDraft((now) => ({
      ...now,
      lines: now.lines.map((line) => (line.key === key ? { ...line, ...change } : line)),
    }));
  const proof = till.spend.of(member?.memberId ?? "")?.proof;
  const needsProof = till.spend.isAsked && !proof;
  const refusal = () => {
    if (member?.withdrawnAt) return t("memberLeft");
    if (lines.length === 0) return t("noLines");
    if (lines.some((line) => amountOf(line) === null)) return t("priceMissing");
    const coupons = quote.data?.coupons;
    if (coupons && (coupons.unknown.length > 0 || coupons.left.some(({ isChosen }) => isChosen)))
      return t("couponsLeft");
    if (use > 0 && needsProof) return asked("needed");
    return member && !wallet.data && draft.use !== 0 ? t("balanceUnknown") : undefined;
  };
  /** The moment is kept with the sale: sent again, it is the same sale to the letter. */
  const sealed = () => {
    const at = draft.at ?? tillNow().toISOString();
    if (draft.at === null) setDraft((now) => ({ ...now, at }));
    return saleToSend(draft, at, draft.storeId ?? till.storeId, use, total);
  };
  const send = () => record.mutate({ ...asRecordSale(sealed()), ...(use > 0 && proof ? { proof } : {}) });
  const keepForLater = () => {
    if (!queueSale(till.slug, sealed(), () => forgetGoods(till.slug))) return setFull(true);
    setFull(false);
    dropDraft(till.slug);
    setServed(member);
    setKept(total - discountYen - use);
    setDraft((now) => ({ ...newDraft(null, false), openedFor: now.openedFor }));
  };
  const isUnreachable = record.error instanceof TRPCClientError && !record.error.data;
  const mustWait = unaskedCard !== null;
  useShortcuts({
    record: () => {
      if (!isReckoning && !refusal() && !record.isPending && !record.data && keptYen === null)
        (mustWait ? keepForLater : send)();
    },
  });
  if (keptYen !== null) return <SaleDone keptYen={keptYen} member={servedName} onAnother={begin} />;
  if (record.data) return <SaleDone sale={record.data} member={servedName} onAnother={begin} />;
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="grid items-start gap-5 lg:grid-cols-[1fr_21rem]">
        <div className="grid min-w-0 gap-4">
          <SaleScan
            onProduct={(product) => setDraft((now) => ({ ...now, lines: withProduct(now.lines, product) }))}
            onMember={attach}
            onReads={(change) => setReads((now) => now + change)}
            isLocked={record.isPending}
            onUnaskedCard={(card) => setDraft((now) => ({ ...now, member: null, unaskedCard: card, use: 0 }))}
            onCoupon={(code) => setDraft((now) => ({ ...now, coupons: withCoupon(now.coupons, { code }) }))}
            onOther={(code) =>
              setDraft((now) => ({
                ...now,
                lines: withoutProduct(now.lines, t(code === null ? "amount" : "code"), code),
              }))
            }
          />
          <Card flush>
            {lines.length > 0 ? (
              <SaleLines
                lines={lines}
                amountOf={amountOf}
                onQuantity={(id, quantity) => edit(id, { quantity })}
                onPrice={(id, unitPriceYen) => edit(id, { unitPriceYen })}
                onRemove={(id) => setDraft((now) => ({ ...now, lines: now.lines.filter((line) => line.key !== id) }))}
              />
            ) : (
              <EmptyState icon={<ScanBarcode />} title={t("empty")} description={t("emptyLead")} />
            )}
          </Card>
        </div>
        <Card className="grid gap-5 lg:sticky lg:top-20">
          {member ? (
            <div className="flex items-center gap-2">
              <MemberLine member={member} className="flex-1" />
              <IconButton label={t("detach")} icon={<X aria-hidden />} onClick={() => attach(null)} />
            </div>
          ) : unaskedCard ? (
            <div className="flex items-center gap-2 text-sm">
              <CreditCard aria-hidden className="size-5 shrink-0 text-ink-3" />
              <p className="min-w-0 flex-1">
                <span className="tabular block font-medium">{spokenNumber(unaskedCard)}</span>
                <span className="text-ink-2">{t("unasked")}</span>
              </p>
              <IconButton label={t("detach")} icon={<X aria-hidden />} onClick={() => attach(null)} />
            </div>
          ) : (
            <p className="text-sm text-ink-2">{t("anonymous")}</p>
          )}
          <SaleCoupons draft={draft} quote={quote} onChange={(change) => setDraft((now) => ({ ...now, ...change }))} />
          <SaleSummary
            totalYen={total}
            discountYen={discountYen}
            points={
              member && {
                available,
                max: Math.max(0, Math.min(available, total - discountYen)),
                use,
                onUse: (points) => setDraft((now) => ({ ...now, use: points })),
                willEarn: willEarn.points,
                parts: willEarn.parts,
                isUnknown: willEarn.isUnknown,
                pendingDays: willEarn.pendingDays,
              }
            }
          />
          {member && familyShare !== null && (
            <Switch
              label={t("useFamily")}
              hint={t("familyHint", { points: formats.number(familyShare) })}
              checked={draft.usesFamily ?? false}
              onChange={(event) => {
                const usesFamily = event.target.checked;
                setDraft((now) => ({ ...now, usesFamily }));
              }}
            />
          )}
          {member && use > 0 && <SpendProof memberId={member.memberId} />}
          {wallet.isError && (
            <Notice
              tone="warn"
              actions={
                <Button size="sm" onClick={() => void wallet.refetch()}>
                  {t("askAgain")}
                </Button>
              }
            >
              {t("balanceUnknown")}
            </Notice>
          )}
          {isFull && <Notice tone="danger">{t("deviceFull")}</Notice>}
          {record.isError && <Notice tone="danger">{errorText(record.error)}</Notice>}
          {!mustWait && (
            <Button
              variant="primary"
              block
              loading={record.isPending || isReckoning}
              disabledReason={refusal()}
              onClick={send}
              className="min-h-16 text-lg"
            >
              {t(isUnreachable ? "sendAgain" : "record")}
            </Button>
          )}
          {(mustWait || isUnreachable) && (
            <Button
              variant={mustWait ? "primary" : "secondary"}
              block
              loading={isReckoning}
              disabledReason={refusal()}
              onClick={keepForLater}
              className="min-h-16"
            >
              {t("keepForLater")}
            </Button>
          )}
          {lines.length > 0 && (
            <Button variant="ghost" size="sm" disabled={record.isPending || reads > 0} onClick={begin}>
              {t("discard")}
            </Button>
          )}
        </Card>
      </div>
    </>
  );
}
