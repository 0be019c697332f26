import { goesWith, type DemoProduct } from "./products";
import { type DemoPerson, pick, seeded } from "./people";
import { demoMember } from "./shops";

export interface DemoSale {
  externalId: string;
  /** External id of the buyer; null for a sale to nobody known. */
  person: string | null;
  store: string;
  occurredAt: Date;
  lines: { product: string; quantity: number; unitPriceYen: number }[];
}

const dayMs = 86_400_000;

/** Between 10:00 and 20:00 in Tokyo on the day of `at`. */
function inOpeningHours(at: Date, random: () => number): Date {
  const midnightTokyo = Math.floor((at.getTime() + 9 * 3_600_000) / dayMs) * dayMs - 9 * 3_600_000;
  return new Date(midnightTokyo + (10 + random() * 10) * 3_600_000);
}

/**
 * Three years of sales up to `now`: few people buy often, many once; what belongs together is often bought together, so that
 * recommendations have something true to find. Sorted by time. The demo member's purchases are among them.
 */
export function demoSales(
  people: DemoPerson[],
  products: DemoProduct[],
  stores: string[],
  count: number,
  now: Date,
  seed: number,
): DemoSale[] {
  const random = seeded(seed);
  const byId = new Map(products.map((product) => [product.externalId, product]));
  const line = (id: string) => ({ product: id, quantity: 1, unitPriceYen: byId.get(id)?.priceYen ?? 0 });
  const sales: Omit<DemoSale, "externalId">[] = [];
  for (let i = 0; i < count; i += 1) {
    // Squaring bends the draw towards the front of the list: those are the regulars.
    const person = people[Math.floor(random() ** 2 * people.length)] as DemoPerson;
    const span = now.getTime() - person.joinedAt.getTime();
    const occurredAt = inOpeningHours(new Date(person.joinedAt.getTime() + random() * span * 0.995), random);
    if (occurredAt >= now) continue;
    const first = pick(random, products);
    const lines = [line(first.externalId)];
    for (const [from, to, share] of goesWith) if (from === first.externalId && random() < share) lines.push(line(to));
    if (first.replenishmentDays && random() < 0.3) lines[0] = { ...line(first.externalId), quantity: 2 };
    const isUnknown = random() < 0.08;
    sales.push({ person: isUnknown ? null : person.externalId, store: pick(random, stores), occurredAt, lines });
  }
  return numbered(sales);
}

/** Purchases of the one member whose log-in the demonstration prints; the refrigerator's warranty ends in 18 days. */
export function demoMemberSales(store: string, now: Date): DemoSale[] {
  const yearAgo = new Date(Date.UTC(now.getUTCFullYear() - 1, now.getUTCMonth(), now.getUTCDate()));
  const at = (days: number) => inOpeningHours(new Date(yearAgo.getTime() + days * dayMs), () => 0.35);
  const sale = (no: number, occurredAt: Date, ...lines: [string, number][]): DemoSale => ({
    externalId: `${store}-${occurredAt.toISOString().slice(2, 10).replaceAll("-", "")}-${String(no).padStart(4, "0")}`,
    person: demoMember.email,
    store,
    occurredAt,
    lines: lines.map(([product, unitPriceYen]) => ({ product, quantity: 1, unitPriceYen })),
  });
  return [
    sale(1, at(-190), ["TV-55L", 148000]),
    sale(2, at(18), ["RF-510", 238000]),
    sale(3, at(120), ["PR-6", 24800], ["IK-6C", 6480]),
    sale(4, at(290), ["TB-5", 14800]),
  ];
}

function numbered(sales: Omit<DemoSale, "externalId">[]): DemoSale[] {
  return sales
    .sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())
    .map((sale, i) => ({ ...sale, externalId: `D${String(i + 1).padStart(6, "0")}` }));
}
