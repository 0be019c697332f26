export interface BookedReceipt {
  receiptNo: string;
  card: string;
  /** `gone`: as if it had never been sold. */
  state: "open" | "sold" | "gone";
  totalYen: number;
  spent: number;
  earned: number;
  couponIds: string[];
  returnedYen: number;
  takenBack: number;
  restored: number;
  pieces: { quantity: number; returned: number }[];
}

export interface Difference {
  what: string;
  expected: string | number;
  got: string | number;
}

export interface BothBooks {
  receipts: readonly BookedReceipt[];
  cards: readonly { card: string; openingPoints: number }[];
  /** The server's word on each receipt. */
  stated: ReadonlyMap<string, Record<string, unknown>>;
  /** The server's points of each card at the end: available, pending and held, less what is owed. */
  closing: ReadonlyMap<string, number>;
}

const live = ({ state }: BookedReceipt) => state === "sold";
const statesOf = ({ state, pieces }: BookedReceipt): readonly string[] => {
  // Taken back as a whole, or closed before it came: for the till both are the same.
  if (state !== "sold") return ["returned", "closed", "unknown"];
  if (pieces.every(({ returned }) => returned === 0)) return ["standing"];
  return pieces.every(({ quantity, returned }) => returned === quantity) ? ["returned"] : ["partly_returned"];
};

/** Where the till's books and the server's do not agree, by receipt and by card. */
export function differences({ receipts, cards, stated, closing }: BothBooks): Difference[] {
  const found: Difference[] = [];
  for (const receipt of receipts) {
    const { receiptNo } = receipt;
    const said = stated.get(receiptNo) ?? {};
    const wanted = statesOf(receipt);
    if (!wanted.includes(String(said.state)))
      found.push({ what: `${receiptNo} state`, expected: wanted.join(" or "), got: String(said.state) });
    if (!live(receipt)) continue;
    const numbers: [string, number, unknown][] = [
      ["total", receipt.totalYen, said.totalYen],
      ["points earned", receipt.earned, said.pointsEarned],
      ["points spent", receipt.spent, said.pointsSpent],
      ["returned", receipt.returnedYen, said.returnedYen],
      ["points taken back", receipt.takenBack, said.pointsTakenBack],
      ["points given back", receipt.restored, said.pointsRestored],
    ];
    for (const [what, expected, got] of numbers)
      if (expected !== got) found.push({ what: `${receiptNo} ${what}`, expected, got: String(got) });
    const used = ((said.coupons ?? []) as { heldId: string | null }[]).map(({ heldId }) => heldId ?? "").sort();
    if (used.join() !== receipt.couponIds.join())
      found.push({ what: `${receiptNo} coupons`, expected: receipt.couponIds.join(), got: used.join() });
  }
  for (const { card, openingPoints } of cards) {
    const moved = receipts
      .filter((receipt) => live(receipt) && receipt.card === card)
      .reduce((sum, { earned, spent, takenBack, restored }) => sum + earned - spent - takenBack + restored, 0);
    const got = closing.get(card);
    if (got !== openingPoints + moved)
      found.push({ what: `card ${card} points`, expected: openingPoints + moved, got: got ?? "nothing" });
  }
  return found;
}
