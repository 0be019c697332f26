import type { SaleToSend } from "./sale-request";

/** A sale that waits on this device until the network is back. */
export interface QueuedSale {
  sale: SaleToSend;
  /** Why the server refused it, as a reason to be put into words; null while it has not been asked. */
  refusal: { reason: string; details: Record<string, string | number> } | null;
}

// localStorage: all tabs of the till see one queue, and it outlives the tab, the browser and a flat battery.
const keyOf = (slug: string) => `goen.queue.${slug}`;
const none: readonly QueuedSale[] = [];

const parsed = new Map<string, { text: string | null; queue: readonly QueuedSale[] }>();

/** What waits, oldest first. The same array as long as nothing changed. */
export function queuedSales(slug: string): readonly QueuedSale[] {
  const text = localStorage.getItem(keyOf(slug));
  const known = parsed.get(slug);
  if (known && known.text === text) return known.queue;
  let queue = none;
  try {
    const read: unknown = JSON.parse(text ?? "[]");
    if (Array.isArray(read)) queue = read as QueuedSale[];
  } catch {
    // Nobody but us writes there; what cannot be read was never a sale.
  }
  parsed.set(slug, { text, queue });
  return queue;
}

const listeners = new Set<() => void>();

/** Calls back whenever the queue changes, in this tab or another. */
export function watchQueue(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function write(slug: string, queue: readonly QueuedSale[]): void {
  if (queue.length === 0) localStorage.removeItem(keyOf(slug));
  else localStorage.setItem(keyOf(slug), JSON.stringify(queue));
  for (const listener of listeners) listener();
}

/** Puts a sale at the end; one that waits already is not put there twice. */
export function queueSale(slug: string, sale: SaleToSend): void {
  const others = queuedSales(slug).filter(({ sale: { receipt } }) => receipt !== sale.receipt);
  write(slug, [...others, { sale, refusal: null }]);
}

export const dropQueued = (slug: string, receipt: string): void =>
  write(
    slug,
    queuedSales(slug).filter(({ sale }) => sale.receipt !== receipt),
  );

export const markQueued = (slug: string, receipt: string, refusal: QueuedSale["refusal"]): void =>
  write(
    slug,
    queuedSales(slug).map((queued) => (queued.sale.receipt === receipt ? { ...queued, refusal } : queued)),
  );
