import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { stringify } from "csv-stringify/sync";
import { demoPeople, type DemoPerson } from "@/db/seed/people";
import {
  apparelCategories,
  apparelProducts,
  type DemoProduct,
  electronicsCategories,
  electronicsProducts,
} from "@/db/seed/products";
import { demoMemberSales, type DemoSale, demoSales } from "@/db/seed/sales";
import { demoMember, demoPassword, demoShops, demoStaff, type DemoShop } from "@/db/seed/shops";
import { createCampaign, publishCampaign } from "@/server/campaigns/service/edit-campaign";
import { warrantyNoticePreset } from "@/server/campaigns/rules/preset";
import { upsertCategories, upsertProducts } from "@/server/catalog/service";
import { refreshNeighbours } from "@/server/insights/service";
import { parseMapping } from "@/server/kernel/csv-mapping";
import { type Ctx, systemCtx } from "@/server/kernel/ctx";
import { closeDatabases, database } from "@/server/kernel/database";
import { allTenants, tenantOf, vouchedTenant } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import { minutesOfDayIn } from "@/server/kernel/time";
import { importMembers } from "@/server/members/service/import-members";
import { giveMemberPassword } from "@/server/members/service/set-password";
import { formFamily, inviteToFamily, joinFamily } from "@/server/points/service/families";
import { setProgram } from "@/server/points/service/set-program";
import { settleDue } from "@/server/points/service/settle-due";
import { importPurchases } from "@/server/purchases/service/import-purchases";
import type { SegmentRule } from "@/server/segments/input";
import { createSegment } from "@/server/segments/service/edit-segment";
import { addStaff } from "@/server/tenancy/service/add-staff";
import { seedPastCampaign } from "./seed-campaigns";
import { seedEarning } from "./seed-earning";
import { seedDuplicates } from "./seed-duplicates";
import { seedRanks } from "./seed-ranks";
import { seedCoupons } from "./seed-coupons";
import { seedFriends } from "./seed-friends";
import { seedRepairs } from "./seed-repairs";
import { seedSpending } from "./seed-spending";
import { seedTills } from "./seed-tills";
import { seedVisits } from "./seed-visits";
import { seedWatch } from "./seed-watch";
import { createStore } from "@/server/tenancy/service/create-store";
import { createTenant } from "@/server/tenancy/service/create-tenant";

export interface DemoLogin {
  label: string;
  path: string;
  email: string;
  password: string;
}

const demoLogins: DemoLogin[] = [
  { label: "Admin (マーケター)", path: "/aoi/admin", email: "owner@aoi.example", password: demoPassword },
  { label: "Counter (店頭)", path: "/aoi/staff", email: "counter@aoi.example", password: demoPassword },
  { label: "My Page (会員)", path: "/aoi/my", email: demoMember.email, password: demoPassword },
];

const goodsOf = (shop: DemoShop) =>
  shop.trade === "electronics"
    ? { categories: electronicsCategories, products: electronicsProducts }
    : { categories: apparelCategories, products: apparelProducts };

async function openShop(shop: DemoShop, now: Date): Promise<Ctx> {
  const ctx = systemCtx(vouchedTenant(newId()), "seed", database("batch"), now);
  const {
    slug,
    name,
    nameLatin,
    trade,
    brandColor,
    cardSymbology,
    mailFromAddress,
    legalName,
    legalAddress,
    contactUrl,
  } = shop;
  // No quiet hours: whoever tries the demonstration at midnight should see its mails within a minute, too.
  const hours = { quietStartMinutes: 0, quietEndMinutes: 0 };
  await createTenant(ctx, {
    slug,
    name,
    nameLatin,
    trade,
    brandColor,
    cardSymbology,
    mailFromAddress,
    legalName,
    legalAddress,
    contactUrl,
    ...hours,
    mailFromName: name,
    isDemo: true,
  });
  const storeIds = new Map<string, string>();
  for (const store of shop.stores) storeIds.set(store.externalId, (await createStore(ctx, store)).storeId);
  for (const person of demoStaff.filter((candidate) => candidate.shop === slug)) {
    const storeId = person.store ? (storeIds.get(person.store) ?? null) : null;
    await addStaff(ctx, { email: person.email, name: person.name, role: person.role, storeId, password: demoPassword });
  }
  await setProgram(ctx, {
    ...shop.points,
    rounding: "down",
    returnGraceDays: 30,
    validFrom: new Date(now.getTime() - 4 * 365 * 86_400_000),
  });
  return ctx;
}

async function fillCatalog(ctx: Ctx, shop: DemoShop): Promise<DemoProduct[]> {
  const { categories, products } = goodsOf(shop);
  await upsertCategories(
    ctx,
    categories.map(({ externalId, name, parent }) => ({ externalId, name, parentExternalId: parent })),
  );
  await upsertProducts(
    ctx,
    products.map(({ category, picture, ...product }) => ({
      ...product,
      categoryExternalId: category,
      imageUrl: `/demo/${picture}.png`,
    })),
  );
  return products;
}

async function takeInMembers(ctx: Ctx, shop: DemoShop, now: Date): Promise<DemoPerson[]> {
  const people = demoPeople(shop.slug, shop.members, now, shop.members);
  const proven = new Date(now.getTime() - 86_400_000);
  const known =
    shop.slug === demoMember.shop
      ? [{ ...demoMember, externalId: demoMember.email, joinedAt: new Date(now.getTime() - 700 * 86_400_000) }]
      : [];
  const results = await importMembers(ctx, [
    ...people.map(({ email, phone, allowsMail, ...person }) => ({
      ...person,
      ...(email ? { email, emailVerifiedAt: proven, mailConsent: allowsMail } : {}),
      ...(phone ? { phone } : {}),
    })),
    ...known.map(({ shop: _shop, ...person }) => ({ ...person, emailVerifiedAt: proven, mailConsent: true })),
  ]);
  const demo = results.find((result) => result.externalId === demoMember.email);
  if (demo?.memberId) {
    await giveMemberPassword(ctx, demo.memberId, demoPassword);
    await formDemoFamily(ctx, demo.memberId, results[0]?.memberId);
  }
  return people;
}

/** The member whose log-in is printed shares points with somebody, so that the family's page shows one. */
async function formDemoFamily(ctx: Ctx, headId: string, otherId: string | null | undefined): Promise<void> {
  await formFamily(ctx, { memberId: headId, name: "わが家" });
  if (!otherId || otherId === headId) return;
  const { code } = await inviteToFamily(ctx, headId);
  await joinFamily(ctx, { memberId: otherId, code });
}

/** Sales by months of UTC with the instant at which their file comes in: the first of the next month, at the latest now. What is older than 15 months comes with the first file. */
function byMonth(sales: DemoSale[], now: Date): { name: string; at: Date; sales: DemoSale[] }[] {
  const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 15)).toISOString().slice(0, 7);
  const months = Map.groupBy(sales, ({ occurredAt }) => {
    const month = occurredAt.toISOString().slice(0, 7);
    return month < first ? first : month;
  });
  return [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, of]) => {
      const [year = 0, month = 0] = name.split("-").map(Number);
      return { name, at: new Date(Math.min(Date.UTC(year, month), now.getTime())), sales: of };
    });
}

/**
 * The sales go in by the road that real ones take: files, a mapping, the importer. A file for each month, as they came, and what expired
 * meanwhile is posted between them, so that a history reads in the order of its days.
 */
async function importSales(
  ctx: Ctx,
  shop: DemoShop,
  people: DemoPerson[],
  products: DemoProduct[],
  now: Date,
): Promise<void> {
  const stores = shop.stores.map((store) => store.externalId);
  const sales = demoSales(people, products, stores, shop.sales, now, shop.sales);
  if (shop.slug === demoMember.shop) sales.push(...demoMemberSales(stores[0] ?? "", now));
  const folder = await mkdtemp(path.join(os.tmpdir(), "goen-demo-"));
  try {
    for (const month of byMonth(sales, now)) {
      const then = { ...ctx, now: month.at };
      await importFile(then, path.join(folder, `${shop.slug}-sales-${month.name}.csv`), month.sales);
      await settleDue(then);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function importFile(ctx: Ctx, filePath: string, sales: DemoSale[]): Promise<void> {
  const fields = ["receipt", "member", "store", "occurredAt", "product", "quantity", "unitPrice"];
  const rows = sales.flatMap((sale) =>
    sale.lines.map((line) => [
      sale.externalId,
      sale.person ?? "",
      sale.store,
      sale.occurredAt.toISOString(),
      line.product,
      line.quantity,
      line.unitPriceYen,
    ]),
  );
  await writeFile(filePath, stringify([fields, ...rows]));
  const mapping = parseMapping({
    kind: "purchases",
    columns: Object.fromEntries(fields.map((field) => [field, field])),
    dateFormats: ["iso"],
  });
  const report = await importPurchases(ctx, { filePath, mapping });
  if (report.setAside.length > 0) throw new Error(`demo sales set aside: ${JSON.stringify(report.setAside)}`);
}

async function launchWarrantyCampaign(ctx: Ctx): Promise<void> {
  const { timeZone } = await tenantOf(ctx);
  const owner: Ctx = { ...ctx, actor: { kind: "system", name: "seed" } };
  // Due at this very minute, so that the first look at the demonstration finds it at work; from tomorrow daily at this time.
  const draft = warrantyNoticePreset({ atMinutes: minutesOfDayIn(ctx.now, timeZone) });
  const { campaignId } = await createCampaign(owner, { name: "保証期限のご案内", draft });
  await publishCampaign(owner, { campaignId, revision: 1 });
}

/** Groups of members that a shop of any trade asks for again and again, and the one that an electronics shop lives on. */
async function saveSegments(ctx: Ctx, shop: DemoShop): Promise<void> {
  const allowsMail: SegmentRule = { type: "consent", channel: "mail", isGranted: true };
  const segments: { name: string; rule: SegmentRule }[] = [
    {
      name: "1年以上お買い物のない方",
      rule: { type: "and", of: [{ type: "last_purchase", period: { beforeLastDays: 365 } }, allowsMail] },
    },
    {
      name: "ポイント1,000以上お持ちの方",
      rule: { type: "and", of: [{ type: "points", bucket: "available", atLeast: 1_000 }, allowsMail] },
    },
  ];
  if (shop.trade === "electronics") {
    segments.push({
      name: "保証がまもなく切れる方（60日以内）",
      rule: { type: "and", of: [{ type: "warranty_days_left", from: 0, to: 60 }, allowsMail] },
    });
  }
  for (const segment of segments) await createSegment(ctx, segment);
}

async function seedShop(shop: DemoShop, now: Date): Promise<void> {
  const ctx = await openShop(shop, now);
  const products = await fillCatalog(ctx, shop);
  const people = await takeInMembers(ctx, shop, now);
  await importSales(ctx, shop, people, products, now);
  await seedRanks(ctx, shop.trade === "electronics" ? [0, 50_000, 150_000, 400_000] : [0, 20_000, 60_000, 150_000]);
  await seedEarning(ctx, shop.trade === "electronics" ? "あおいカード" : "ハナカード");
  await seedCoupons(ctx, shop.slug);
  await seedVisits(ctx);
  await seedFriends(ctx, shop.slug);
  await seedSpending(ctx);
  await refreshNeighbours(ctx);
  await saveSegments(ctx, shop);
  if (shop.trade === "electronics") await seedRepairs(ctx);
  if (shop.trade === "electronics") await seedPastCampaign(ctx);
  if (shop.trade === "electronics") await launchWarrantyCampaign(ctx);
  if (shop.trade === "electronics") await seedDuplicates(ctx, people);
  if (shop.trade === "electronics") await seedTills(ctx);
  if (shop.trade === "electronics") await seedWatch(ctx);
}

/** Makes the demo shops in a database that has no shop yet; returns the log-ins to print, none where the shops are real ones. */
export async function seedIfEmpty(say: (line: string) => void): Promise<{ demoLogins: readonly DemoLogin[] }> {
  try {
    const present = await allTenants(database("batch"));
    if (present.length > 0)
      return { demoLogins: present.some((shop) => shop.slug === "aoi" && shop.isDemo) ? demoLogins : [] };
    const now = new Date();
    for (const shop of demoShops) {
      say(`Making the demo shop ${shop.name} ...`);
      await seedShop(shop, now);
    }
    return { demoLogins };
  } finally {
    await closeDatabases();
  }
}
