/** A deterministic stream of numbers in [0, 1) (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const onlineRetailHeader = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

export interface MadeLine {
  invoice: string;
  code: string;
  quantity: number;
  /** Thousandths of a pound. */
  price: number;
  customer: string;
}

export interface OnlineRetailOptions {
  invoices: number;
  seed: number;
  customers?: number;
  codes?: number;
}

const text = ({ invoice, code, quantity, price, customer }: MadeLine, at: string) =>
  `${invoice},${code},"ITEM ${code}, BOXED",${quantity},${at},${(price / 1_000).toFixed(price % 10 === 0 ? 2 : 3)},${customer && `${customer}.0`},United Kingdom\n`;

/**
 * Lines in the form of the UCI Online Retail data, with everything that makes it awkward: returns, anonymous sales, stock
 * movements, zero prices, bad debts, a price below a penny. The same seed makes the same file. Yields one invoice at a time.
 */
export function* onlineRetailInvoices(options: OnlineRetailOptions): Generator<{ csv: string; lines: MadeLine[] }> {
  const { invoices, seed, customers = 60, codes = 80 } = options;
  const random = randomFrom(seed);
  const below = (n: number) => Math.floor(random() * n);
  for (let n = 0; n < invoices; n += 1) {
    const minute = n * 7;
    const day = new Date(Date.UTC(2010, 11, 1, 8) + minute * 60_000);
    const at = day.toISOString().slice(0, 19).replace("T", " ");
    const kind = random();
    const customer = kind < 0.2 ? "" : String(12_346 + below(customers));
    const isReturn = n > 5 && kind > 0.85;
    const invoice = isReturn ? `C${536_365 + n}` : n % 97 === 96 ? `A${536_365 + n}` : String(536_365 + n);
    const lines: MadeLine[] = [];
    for (let i = below(8) + 1; i > 0; i -= 1) {
      const code = below(30) === 0 ? "POST" : `2${String(below(codes)).padStart(4, "0")}`;
      const odd = below(40);
      if (invoice.startsWith("A")) lines.push({ invoice, code: "B", quantity: 1, price: -11_062_060, customer: "" });
      else if (isReturn)
        lines.push({ invoice, code, quantity: -(below(4) + 1), price: (below(900) + 10) * 10, customer });
      else if (odd === 0) lines.push({ invoice, code, quantity: -(below(50) + 1), price: 0, customer: "" });
      else if (odd === 1) lines.push({ invoice, code, quantity: below(5) + 1, price: 0, customer });
      else if (odd === 2) lines.push({ invoice, code, quantity: 1, price: 1, customer });
      else lines.push({ invoice, code, quantity: below(12) + 1, price: (below(900) + 10) * 10, customer });
    }
    // A stock movement stands on an invoice of its own, as in the data.
    const moves = lines.filter((line) => line.quantity < 0 && !isReturn);
    const rest = lines.filter((line) => !moves.includes(line));
    const renamed = moves.map((line, i) => ({ ...line, invoice: `${line.invoice}S${i}` }));
    const all = [...rest, ...renamed];
    yield { csv: all.map((line) => text(line, at)).join(""), lines: all };
  }
}
