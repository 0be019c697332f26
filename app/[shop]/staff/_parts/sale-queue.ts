import type { SaleToSend } from "./sale-request";

/** A sale that waits on this device until the network is back. */
export interface QueuedSale {
  sale: SaleToSend;
  /** Why the server refused it, as a reason to be put into words; null while it has not been asked. */
  refusal: { reason: string; details: Record<string, string | number> } | null;
}

// localStorage: all tabs of the till see one queue, and it outlives the tab, the browser and a flat battery. Each sale lies under a
// key of its own: a list under one key, read and written back by two tabs at once, would lose what the other has just added.
const prefixOf = (slug: string) => `goen.queued.${slug}.`;
const keyOf = (slug: string, receipt: string) => prefixOf(slug) + receipt;
const none: readonly QueuedSale[] = [];

const parsed = new Map<string, { text: string; queue: readonly QueuedSale[] }>();

function readOne(text: string): QueuedSale[] {
  try {
    const read = JSON.parse(text) as QueuedSale;
    return typeof read.sale.receipt === "string" && Array.isArray(read.sale.lines) ? [read] : [];
  } catch {
    // Nobody but us writes there; what cannot be read was never a sale.
    return [];
  }
}

/** What waits, oldest first. The same array as long as nothing changed. */
export function queuedSales(slug: string): readonly QueuedSale[] {
  let texts: string[] = [];
  try {
    texts = Object.keys(localStorage)
      .filter((key) => key.startsWith(prefixOf(slug)))
      .toSorted()
      .map((key) => localStorage.getItem(key) ?? "");
  } catch {
    // A browser that keeps nothing has nothing waiting.
  }
  const text = texts.join("\n");
  const known = parsed.get(slug);
  if (known?.text === text) return known.queue;
  const queue = text === "" ? none : texts.flatMap(readOne).toSorted((a, b) => a.sale.at.localeCompare(b.sale.at));
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

const told = () => {
  for (const listener of listeners) listener();
};

/** False where the browser keeps nothing more (storage full or forbidden): then the sale is still only on the screen. */
function write(slug: string, queued: QueuedSale): boolean {
  try {
    localStorage.setItem(keyOf(slug, queued.sale.receipt), JSON.stringify(queued));
  } catch {
    return false;
  }
  told();
  return true;
}

/** Keeps a sale; one that waits already is replaced. False where it could not be kept. */
export function queueSale(slug: string, sale: SaleToSend, makeRoom: () => void): boolean {
  if (write(slug, { sale, refusal: null })) return true;
  makeRoom();
  return write(slug, { sale, refusal: null });
}

export function dropQueued(slug: string, receipt: string): void {
  try {
    localStorage.removeItem(keyOf(slug, receipt));
  } catch {
    // What could not be kept need not be dropped.
  }
  told();
}

/** Notes why a sale was refused, unless it was sent or changed from another tab meanwhile. */
export function markQueued(slug: string, { receipt, at }: SaleToSend, refusal: QueuedSale["refusal"]): void {
  const queued = queuedSales(slug).find(({ sale }) => sale.receipt === receipt && sale.at === at);
  if (queued) write(slug, { ...queued, refusal });
}
