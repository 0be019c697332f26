import { beforeEach, describe, expect, test, vi } from "vitest";
import { draftOfQueued } from "./sale-draft";
import { dropQueued, markQueued, queuedSales, queueSale } from "./sale-queue";
import type { SaleToSend } from "./sale-request";
import { clockOffset } from "./till-clock";

/** A browser's storage with room for so many entries. */
class Storage {
  [key: string]: unknown;
  constructor(room: number) {
    Object.defineProperties(this, {
      getItem: { value: (key: string) => (this[key] as string | undefined) ?? null },
      removeItem: { value: (key: string) => void delete this[key] },
      setItem: {
        value: (key: string, text: string) => {
          if (!(key in this) && Object.keys(this).length >= room) throw new DOMException("full", "QuotaExceededError");
          this[key] = text;
        },
      },
    });
  }
}

const sale = (receipt: string, at = "2026-11-22T03:00:00.000Z"): SaleToSend => ({
  receipt,
  at,
  storeId: "store-1",
  memberId: "member-1",
  memberNo: "2900000000001",
  unaskedCard: null,
  lines: [{ productId: "p1", code: "CL-1", name: "帽子", quantity: 2, unitPriceYen: 1_980 }],
  spendPoints: 100,
  totalYen: 3_960,
});
const receipts = () => queuedSales("aoi").map(({ sale: { receipt } }) => receipt);
const noRoom = () => undefined;

beforeEach(() => vi.stubGlobal("localStorage", new Storage(10)));

describe("sales that wait", () => {
  test("stand in the order of their time, once each, by shop", () => {
    queueSale("aoi", sale("B", "2026-11-22T03:01:00.000Z"), noRoom);
    queueSale("aoi", sale("A"), noRoom);
    queueSale("aoi", sale("A"), noRoom);
    queueSale("other", sale("C"), noRoom);
    expect(receipts()).toEqual(["A", "B"]);
    expect(queuedSales("aoi")).toBe(queuedSales("aoi"));
    dropQueued("aoi", "A");
    expect(receipts()).toEqual(["B"]);
  });

  test("of two tabs do not overwrite each other", () => {
    queueSale("aoi", sale("A"), noRoom);
    // The other tab has read the queue; meanwhile this one adds a sale, and then the other lets go of its own.
    const other = queuedSales("aoi")[0];
    queueSale("aoi", sale("B"), noRoom);
    dropQueued("aoi", other?.sale.receipt ?? "");
    expect(receipts()).toEqual(["B"]);
  });

  test("are not marked as refused when they were sent or changed meanwhile", () => {
    const first = sale("A");
    queueSale("aoi", first, noRoom);
    const refusal = { reason: "points.insufficient", details: {} };
    markQueued("aoi", { ...first, at: "2026-11-21T00:00:00.000Z" }, refusal);
    expect(queuedSales("aoi")[0]?.refusal).toBeNull();
    markQueued("aoi", first, refusal);
    expect(queuedSales("aoi")[0]?.refusal).toEqual(refusal);
    dropQueued("aoi", "A");
    markQueued("aoi", first, refusal);
    expect(receipts()).toEqual([]);
  });

  test("make room on a full device, or say that they could not be kept", () => {
    vi.stubGlobal("localStorage", new Storage(1));
    localStorage.setItem("goen.goods.aoi", "[]");
    expect(queueSale("aoi", sale("A"), () => localStorage.removeItem("goen.goods.aoi"))).toBe(true);
    expect(queueSale("aoi", sale("B"), noRoom)).toBe(false);
    expect(receipts()).toEqual(["A"]);
  });

  test("that somebody has spoilt are left out", () => {
    localStorage.setItem("goen.queued.aoi.X", "{");
    localStorage.setItem("goen.queued.aoi.Y", '{"sale":{"receipt":1}}');
    queueSale("aoi", sale("A"), noRoom);
    expect(receipts()).toEqual(["A"]);
  });
});

test("a refused sale comes back with its receipt, store, points and time; a time to come is asked anew", () => {
  const back = draftOfQueued({ sale: sale("A"), refusal: { reason: "points.insufficient", details: {} } });
  expect(back).toMatchObject({ receipt: "A", storeId: "store-1", use: 100, at: sale("A").at, unaskedCard: null });
  expect(back.lines).toMatchObject([{ key: "p1", productId: "p1", quantity: 2, unitPriceYen: 1_980 }]);
  expect(draftOfQueued({ sale: sale("A"), refusal: { reason: "purchases.in_future", details: {} } }).at).toBeNull();
});

test("a clock that is off by more than a minute is put right by the server's", () => {
  const server = "Sun, 22 Nov 2026 03:00:00 GMT";
  const at = Date.parse(server);
  expect(clockOffset(server, at + 20_000)).toBe(0);
  expect(clockOffset(server, at + 86_400_000)).toBe(-86_400_000);
  expect(clockOffset(null, at)).toBeNull();
});
