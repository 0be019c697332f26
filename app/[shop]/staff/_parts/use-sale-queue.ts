"use client";

import { useQueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { useTRPC, useTRPCClient } from "@/app/trpc-provider";
import type { AppRouter } from "@/server/trpc/root";
import { dropQueued, markQueued, type QueuedSale, queuedSales, watchQueue } from "./sale-queue";
import { asRecordSale, type SaleToSend } from "./sale-request";

/** How often a till without a network looks whether it is back. Browsers tell, but not of a router that has lost its line. */
const asksEveryMs = 10_000;
const empty: readonly QueuedSale[] = [];

export interface SaleQueue {
  waiting: readonly QueuedSale[];
  /** The session has ended: nothing can be sent until somebody signs in. */
  needsSignIn: boolean;
  /** Tries now; refused ones only when `receipt` names one. */
  send: (receipt?: string) => Promise<void>;
  drop: (receipt: string) => void;
}

type Outcome = "sent" | "unreachable" | "signed_out" | { reason: string; details: Record<string, string | number> };

/** The queue of this till: sends by itself what waits, one after the other, from one tab at a time. */
export function useSaleQueue(slug: string): SaleQueue {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [needsSignIn, setNeedsSignIn] = useState(false);
  const waiting = useSyncExternalStore(
    watchQueue,
    () => queuedSales(slug),
    () => empty,
  );
  const sendOne = useCallback(
    async (sale: SaleToSend): Promise<Outcome> => {
      try {
        await client.purchases.record.mutate(asRecordSale(await resolved(client, sale)));
        return "sent";
      } catch (error) {
        const data = error instanceof TRPCClientError ? (error as TRPCClientError<AppRouter>).data : null;
        const status = data?.httpStatus ?? 0;
        if (status === 401) return "signed_out";
        if (!data || status >= 500 || status === 429) return "unreachable";
        const { reason = "kernel.unexpected", details = {} } = data as Partial<Exclude<Outcome, string>>;
        // Nobody else makes our receipt numbers: under this one stands this very sale, sent before with a code unresolved. Without
        // such a code it was changed after it had been sent, and somebody must look.
        return reason === "purchases.receipt_reused" && hasOpenCodes(sale) ? "sent" : { reason, details };
      }
    },
    [client],
  );
  const send = useCallback(
    (receipt?: string) =>
      alone(`goen.queue.${slug}`, async () => {
        let isAnySent = false;
        for (const { sale, refusal } of queuedSales(slug)) {
          if (receipt ? sale.receipt !== receipt : refusal) continue;
          // One after the other: points of one person must move in the order of the sales.
          // oxlint-disable-next-line no-await-in-loop
          const outcome = await sendOne(sale);
          setNeedsSignIn(outcome === "signed_out");
          if (outcome === "unreachable" || outcome === "signed_out") break;
          if (outcome === "sent") dropQueued(slug, sale.receipt);
          else markQueued(slug, sale, outcome);
          isAnySent ||= outcome === "sent";
        }
        if (isAnySent)
          for (const changed of [trpc.points, trpc.purchases, trpc.ranks, trpc.counter])
            void queries.invalidateQueries(changed.pathFilter());
      }),
    [slug, sendOne, queries, trpc],
  );
  const hasUntried = waiting.some(({ refusal }) => refusal === null);
  useEffect(() => {
    if (!hasUntried) return;
    const now = () => void send();
    now();
    const timer = setInterval(now, asksEveryMs);
    window.addEventListener("online", now);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", now);
    };
  }, [hasUntried, send]);
  return useMemo(
    () => ({ waiting, needsSignIn, send, drop: (receipt: string) => dropQueued(slug, receipt) }),
    [waiting, needsSignIn, send, slug],
  );
}

const hasOpenCodes = (sale: SaleToSend): boolean =>
  sale.unaskedCard !== null || sale.lines.some(({ productId, code }) => productId === null && code !== null);

/** Who and what was scanned without a network is asked now. A code that is still unknown stays as words on the receipt. */
async function resolved(client: ReturnType<typeof useTRPCClient>, sale: SaleToSend): Promise<SaleToSend> {
  const memberId =
    sale.memberId ??
    (sale.unaskedCard ? (await client.members.findByCard.query({ text: sale.unaskedCard })).memberId : null);
  const codes = sale.lines.flatMap(({ productId, code }) => (productId === null && code !== null ? [code] : []));
  const found = await Promise.all(codes.map((q) => client.catalog.search.query({ q, limit: 8 })));
  const idOf = new Map(
    codes.map((code, at) => [
      code,
      found[at]?.rows.find(({ externalId, janCode }) => externalId === code || janCode === code)?.productId,
    ]),
  );
  const lines = sale.lines.map((line) => ({ ...line, productId: line.productId ?? idOf.get(line.code ?? "") ?? null }));
  return { ...sale, memberId, lines };
}

/** Runs `work` unless another tab is at it. Tills reached without TLS have no locks; the receipt number keeps a sale single there, too. */
const alone = (name: string, work: () => Promise<void>): Promise<void> =>
  "locks" in navigator
    ? navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : undefined))
    : work();
