import { type Answer, type Call, FlakyNetwork, seededRandom, type Wire } from "./flaky-network";
import { type BookedReceipt, type Difference, differences } from "./till-books";

// A till as its maker should build it, on a bad network: it gives each deed an id of its own, repeats what got no answer, closes a receipt
// whose fate it does not know when the customer has gone, and keeps its own books. At the end both books are laid side by side.

export interface Run {
  wire: Wire;
  /** Card numbers of members that nobody else uses meanwhile. */
  cards: readonly string[];
  seed: number;
  sales: number;
  /** Share of calls that something happens to. */
  faults: number;
  /** Waits where we are told to slow down. */
  wait: (seconds: number) => Promise<void>;
}

export interface Verdict {
  calls: number;
  receipts: number;
  faults: Record<string, number>;
  differences: Difference[];
}

interface Card {
  card: string;
  memberId: string;
  openingPoints: number;
}

const patience = 3;
const prices = [120, 398, 980, 1_480, 2_980, 5_500];

export async function simulateTill(run: Run): Promise<Verdict> {
  const random = seededRandom(run.seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  let calls = 0;
  const patient: Wire = async (call) => {
    for (;;) {
      calls += 1;
      const answer = await run.wire(call);
      if (answer.status !== 429) return answer;
      await run.wait(Number(answer.body.waitSeconds ?? 5));
    }
  };
  const network = new FlakyNetwork(patient, random, run.faults);
  const name = `check-${run.seed}-${Date.now().toString(36)}`;
  let count = 0;
  const next = (kind: string) => `${name}-${kind}-${++count}`;
  const receipts: BookedReceipt[] = [];
  const found: Difference[] = [];

  const ask = async (path: string): Promise<Answer> => patient({ path, body: null });
  const points = async (card: string) => {
    const { status, body } = await ask(`members?scan=${encodeURIComponent(card)}`);
    const member = (body.members as Record<string, unknown>[] | undefined)?.[0];
    if (status !== 200 || !member) throw new Error(`card ${card}: ${status} ${String(body.reason)}`);
    const { available, pending, held, debt } = member.points as Record<string, number>;
    return {
      memberId: String(member.memberId),
      sum: (available ?? 0) + (pending ?? 0) + (held ?? 0) - (debt ?? 0),
      available: available ?? 0,
    };
  };

  /** Sends until there is an answer or patience ends; whether any try got lost on the way. */
  const send = async (call: Call, tries = patience) => {
    let isDoubtful = false;
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const answer = await network.send(call);
      if (answer && answer.status < 500) return { answer, isDoubtful };
      isDoubtful = true;
    }
    return { answer: null, isDoubtful };
  };
  const mustSend = async (call: Call): Promise<Answer> => (await send(call, 200)).answer ?? patient(call);

  /** Closes a receipt whose fate is unknown. */
  const close = async (receipt: BookedReceipt) => {
    const body = { callId: next("void"), receiptNo: receipt.receiptNo };
    const answer = await mustSend({ path: "voids", body });
    if (answer.status !== 200) found.push({ what: receipt.receiptNo, expected: "a void", got: reasonOf(answer) });
    receipt.state = "gone";
  };

  const book = (receipt: BookedReceipt, answer: Answer, quoted: number | null) => {
    const { totalYen, pointsEarned, pointsSpent, coupons } = answer.body as Record<string, number> & {
      coupons: { discountYen: number; heldId: string | null }[];
    };
    receipt.state = "sold";
    receipt.earned = pointsEarned ?? 0;
    receipt.couponIds = coupons.map(({ heldId }) => heldId ?? "").sort();
    const check = (what: string, expected: number, got: number | undefined) => {
      if (expected !== got) found.push({ what: `${receipt.receiptNo} ${what}`, expected, got: got ?? "nothing" });
    };
    check("total", receipt.totalYen, totalYen);
    check("points spent", receipt.spent, pointsSpent);
    if (quoted !== null) check("points earned, as quoted", quoted, pointsEarned);
  };

  const sell = async ({ memberId, card }: Card, isOffline: boolean) => {
    const lines = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, at) => ({
      description: `goods ${at + 1}`,
      quantity: 1 + Math.floor(random() * 3),
      unitPriceYen: pick(prices),
    }));
    const before = lines.reduce((sum, { quantity, unitPriceYen }) => sum + quantity * unitPriceYen, 0);
    const { available } = isOffline ? { available: 0 } : await points(card);
    const basket = { memberId, lines };
    const first = isOffline ? null : await patient({ path: "quote", body: basket });
    const usable = (first?.body.coupons as { heldId: string; isInBestSet: boolean }[] | undefined)?.find(
      ({ isInBestSet }) => isInBestSet,
    );
    const coupons = usable && random() < 0.5 ? { coupons: { chosen: [{ heldId: usable.heldId }] } } : {};
    const quoteOf = async (more: Record<string, unknown>) =>
      (await patient({ path: "quote", body: { ...basket, ...coupons, ...more } })).body as Record<string, number>;
    const priced = isOffline ? { totalYen: before } : await quoteOf({});
    const totalYen = priced.totalYen ?? before;
    const spent = random() < 0.4 ? Math.min(available, totalYen, Math.floor(random() * 300)) : 0;
    const quoted = isOffline ? null : ((await quoteOf({ spendPoints: spent })).points ?? null);
    const receipt: BookedReceipt = {
      receiptNo: next("receipt"),
      card,
      state: "open",
      totalYen,
      spent,
      earned: 0,
      couponIds: [],
      returnedYen: 0,
      takenBack: 0,
      restored: 0,
      pieces: lines.map(({ quantity }) => ({ quantity, returned: 0 })),
    };
    receipts.push(receipt);
    const body = { callId: next("sale"), receiptNo: receipt.receiptNo, ...basket, ...coupons, spendPoints: spent };
    return { receipt, body, quoted };
  };

  const sellOnline = async (card: Card) => {
    const { receipt, body, quoted } = await sell(card, false);
    const { answer, isDoubtful } = await send({ path: "sales", body });
    if (answer?.status === 200) book(receipt, answer, quoted);
    else if (answer && !isDoubtful) {
      receipt.state = "gone";
      found.push({ what: `${receipt.receiptNo} sale`, expected: 200, got: reasonOf(answer) });
    }
    // Refused while an earlier try may still be on its way, or no answer at all: nobody knows, so the receipt is closed.
    else await close(receipt);
    return receipt;
  };

  const giveBack = async (receipt: BookedReceipt) => {
    const at = receipt.pieces.findIndex(({ quantity, returned }) => returned < quantity);
    const piece = receipt.pieces[at];
    if (!piece) return;
    const body = {
      callId: next("return"),
      receiptNo: receipt.receiptNo,
      slipNo: next("slip"),
      lines: [{ lineNo: at + 1, quantity: 1 }],
    };
    const answer = await mustSend({ path: "returns", body });
    if (answer.status !== 200) {
      found.push({ what: `${receipt.receiptNo} return`, expected: 200, got: reasonOf(answer) });
      return;
    }
    const { returnedYen, pointsTakenBack, pointsRestored } = answer.body as Record<string, number>;
    piece.returned += 1;
    receipt.returnedYen += returnedYen ?? 0;
    receipt.takenBack += pointsTakenBack ?? 0;
    receipt.restored += pointsRestored ?? 0;
  };

  const workOffline = async (card: Card) => {
    const occurredAt = new Date(Date.now() - 60_000).toISOString();
    const sold = [];
    for (let n = 0; n < 3; n += 1) sold.push(await sell(card, true));
    const items = sold.map(({ body }) => ({ kind: "sale", ...body, occurredAt }));
    const [one] = items;
    // The till is not sure how much of its list had gone out before: it sends all of it, the first item twice.
    const batch = () => ({ path: "batches", body: { sentAt: new Date().toISOString(), items: [...items, one] } });
    const answer = (await send(batch(), 20)).answer ?? (await patient(batch()));
    const results = (answer.body.items ?? []) as { status: number; answer: Record<string, unknown>; reason: string }[];
    for (const [index, { receipt }] of sold.entries()) {
      const result = results[index];
      if (result?.status === 200) book(receipt, { status: 200, body: result.answer }, null);
      else
        found.push({
          what: `${receipt.receiptNo} offline`,
          expected: 200,
          got: String(result?.reason ?? answer.status),
        });
    }
  };

  const cards: Card[] = [];
  for (const card of run.cards) {
    const { memberId, sum } = await points(card);
    cards.push({ card, memberId, openingPoints: sum });
  }
  for (let n = 0; n < run.sales; n += 1) {
    const card = pick(cards);
    if (n % 10 === 9) await workOffline(card);
    const receipt = await sellOnline(card);
    if (receipt.state !== "sold") continue;
    const then = random();
    if (then < 0.25) await giveBack(receipt);
    else if (then < 0.35) await close(receipt);
  }
  await network.deliverLate(true);

  const stated = new Map<string, Record<string, unknown>>();
  for (const { receiptNo } of receipts)
    stated.set(receiptNo, (await ask(`receipts?receiptNo=${encodeURIComponent(receiptNo)}`)).body);
  const closing = new Map<string, number>();
  for (const { card } of cards) closing.set(card, (await points(card)).sum);
  found.push(...network.unlike.map((what) => ({ what, expected: "the same answer twice", got: "two answers" })));
  found.push(...differences({ receipts, cards, stated, closing }));
  return { calls, receipts: receipts.length, faults: network.counts, differences: found };
}

const reasonOf = ({ status, body }: Answer) => `${status} ${typeof body.reason === "string" ? body.reason : ""}`;
