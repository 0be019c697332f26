"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { useReaderFromNow } from "@/components/scan/use-reader";
import type { CounterMember } from "@/components/staff/member-line";
import { checkClock } from "./till-clock";
import { type SpendProofs, useSpendProofs } from "./use-spend-proofs";
import { type SaleQueue, useSaleQueue } from "./use-sale-queue";

interface Till {
  slug: string;
  storeId: string;
  storeName: string;
  /** The latest members first. Only in memory: nothing personal stays on the device. */
  recent: readonly CounterMember[];
  remember: (member: CounterMember & { permit?: string | null }) => void;
  memberHref: (memberId: string) => string;
  saleHref: (memberId?: string) => string;
  receiptHref: (purchaseId: string, memberId: string | null) => string;
  spend: SpendProofs;
  /** Sales that this device has not been able to send yet. */
  queue: SaleQueue;
}

const TillContext = createContext<Till | null>(null);
const MOST_RECENT = 8;

/** What every screen of the counter knows: the shop, the store, whom it has just served. */
export function TillProvider({
  slug,
  storeId,
  storeName,
  asksCode,
  maySkipCode,
  children,
}: {
  slug: string;
  storeId: string;
  storeName: string;
  asksCode: boolean;
  maySkipCode: boolean;
  children: ReactNode;
}) {
  useReaderFromNow();
  const [recent, setRecent] = useState<readonly CounterMember[]>([]);
  const spend = useSpendProofs(asksCode, maySkipCode);
  const { give } = spend;
  const remember = useCallback(
    ({ permit, ...member }: CounterMember & { permit?: string | null }) => {
      if (permit) give(member.memberId, { permit });
      setRecent((known) =>
        [member, ...known.filter(({ memberId }) => memberId !== member.memberId)].slice(0, MOST_RECENT),
      );
    },
    [give],
  );
  const queue = useSaleQueue(slug);
  useEffect(() => {
    const check = () => void checkClock();
    check();
    window.addEventListener("online", check);
    return () => window.removeEventListener("online", check);
  }, []);
  const till = useMemo(
    () => ({
      slug,
      storeId,
      storeName,
      recent,
      remember,
      memberHref: (memberId: string) => `/${slug}/staff/members/${memberId}`,
      saleHref: (memberId?: string) => `/${slug}/staff/sale${memberId ? `?member=${memberId}` : ""}`,
      receiptHref: (purchaseId: string, memberId: string | null) =>
        `/${slug}/staff/receipts/${purchaseId}${memberId ? `?member=${memberId}` : ""}`,
      spend,
      queue,
    }),
    [slug, storeId, storeName, recent, remember, spend, queue],
  );
  return <TillContext value={till}>{children}</TillContext>;
}

/** The till around this screen. */
export function useTill(): Till {
  const till = useContext(TillContext);
  if (!till) throw new Error("outside of a till");
  return till;
}
