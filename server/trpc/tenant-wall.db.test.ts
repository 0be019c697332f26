import { Readable } from "node:stream";
import { TRPCError } from "@trpc/server";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { memberSessions, members } from "@/db/schema/members";
import { watchFindings } from "@/db/schema/watch";
import { duplicatePairs } from "@/db/schema/identity";
import { insertMember, insertProduct } from "@/db/testing/factories";
import { drainOutbox } from "@/server/jobs/outbox";
import { subscriptions } from "@/server/jobs/registry";
import type { StaffRole } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { isDomainError } from "@/server/kernel/errors";
import { saveImage, saveStream } from "@/server/kernel/files";
import { newId } from "@/server/kernel/ids";
import { newTestShop } from "@/server/kernel/testing";
import { findTenantBySlug, tenantOf } from "@/server/kernel/gate";
import { joinMember } from "@/server/members/service/join-member";
import { addStaff } from "@/server/tenancy/service/add-staff";
import { createStore } from "@/server/tenancy/service/create-store";
import type { TrpcContext } from "./context";
import {
  type Entry,
  everyone,
  type IdName,
  type Ids,
  idNames,
  type Path,
  someRanks,
  staff,
  wall,
  type Who,
} from "./procedure-wall";
import { appRouter, createCaller } from "./root";

// Every procedure is called as everybody and with everything: who may not is told so, and whatever belongs to another shop is
// not there. A new procedure without an entry in procedure-wall.ts is a type error there and a failing test here.

const onePixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

interface World {
  ids: Ids;
  call: (who: Who, path: Path, input: unknown) => Promise<Answer>;
}
type Answer = { code: string; reason: string | undefined; value?: unknown };

/** One person per role, so that what somebody wrote is theirs at the next call too. */
const colleagues: Record<StaffRole, string> = {
  owner: newId(),
  marketer: newId(),
  store_staff: newId(),
  analyst: newId(),
};

function contextOf(
  shop: TrpcContext["shop"],
  who: Who,
  ids: Pick<Ids, "memberId"> & { loginId?: string },
): TrpcContext {
  const isStaff = staff.includes(who);
  return {
    shop,
    db: database("app"),
    now: new Date("2026-11-22T03:00:00Z"),
    requestId: newId(),
    staff: async () =>
      isStaff
        ? { kind: "staff", id: colleagues[who as StaffRole], accountId: newId(), role: who as StaffRole, storeId: null }
        : null,
    member: async () => (who === "member" ? { kind: "member", id: ids.memberId } : null),
    // Has just signed in.
    memberSession: async () => ids.loginId ?? null,
    link: async () => (who === "link" ? { kind: "link", memberId: ids.memberId } : null),
  };
}

/** Calls a procedure by its path; a throw becomes its code and reason. */
async function answerOf(context: TrpcContext, path: Path, input: unknown): Promise<Answer> {
  const [module = "", name = ""] = path.split(".");
  const caller = createCaller(context) as unknown as Record<
    string,
    Record<string, (input: unknown) => Promise<unknown>>
  >;
  try {
    return { code: "OK", reason: undefined, value: await caller[module]?.[name]?.(input) };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    return { code: error.code, reason: isDomainError(error.cause) ? error.cause.reason : undefined };
  }
}

/** A shop in which there is one of everything. */
async function buildWorld(): Promise<World> {
  const { ctx } = await newTestShop({ slug: `w-${newId().slice(-12)}` });
  const system = { ...ctx, actor: { kind: "system", name: "test" } as const };
  const { slug } = await tenantOf(ctx);
  const shop = await findTenantBySlug(ctx.db, slug);
  if (!shop) throw new Error("the shop that was just made is not there");
  const { storeId } = await createStore(system, { externalId: newId(), name: "本店" });
  const productId = newId();
  await ctx.db.transaction(ctx.tenant, "write", (tx) =>
    insertProduct(tx, { tenantId: ctx.tenant, id: productId, warrantyMonths: 12 }),
  );
  const { memberId, memberNo } = await joinMember(system, {
    familyName: "田中",
    email: `${newId()}@example.jp`,
    mailConsent: true,
    storeId,
  });
  await ctx.db.transaction(ctx.tenant, "write", (tx) =>
    tx.update(members).set({ emailVerifiedAt: ctx.now }).where(eq(members.memberId, memberId)),
  );
  await addStaff(system, { email: `${newId()}@example.jp`, name: "店長", role: "owner" });
  const { membershipId } = await addStaff(system, { email: `${newId()}@example.jp`, name: "鈴木", role: "marketer" });
  const api = createCaller(contextOf(shop, "owner", { memberId }));
  const mine = createCaller(contextOf(shop, "member", { memberId }));
  const program = {
    ratePoints: 1,
    rateYen: 100,
    rounding: "down",
    pendingDays: 0,
    expiryMonths: 12,
    returnGraceDays: 30,
  } as const;
  await api.points.setProgram(program);
  const { id: programId } = await api.points.setProgram({ ...program, validFrom: new Date("2027-04-01T00:00:00Z") });
  const sale = await api.purchases.record({
    memberId,
    storeId,
    externalId: newId(),
    lines: [{ productId, quantity: 3, unitPriceYen: 1000 }],
  });
  const { lines } = await api.purchases.ofMemberById({ memberId, purchaseId: sale.purchaseId });
  const [warranty] = await mine.warranties.list();
  const ranks = someRanks();
  const { revision } = await api.ranks.saveDraft({ definition: ranks, revision: null });
  await api.ranks.publish({ revision, startsOn: "2026-11-22" });
  await api.ranks.saveDraft({ definition: ranks, revision: null });
  const { programId: rankProgramId } = await api.ranks.publish({ revision: 1, startsOn: "2027-04-01" });
  await api.ranks.saveDraft({ definition: ranks, revision: null });
  const segment = await api.segments.create({ name: "全員", rule: { type: "has_mail", is: true } });
  const campaign = await api.campaigns.create({ name: "保証のお知らせ" });
  const repair = await mine.repairs.request({
    key: newId(),
    product: { by: "other", name: "ラジオ" },
    symptom: "no_power",
    cause: "unknown",
    description: "電源が入りません",
    noticed: "today",
    handOver: { way: "store", storeId },
    contactWay: "mail",
  });
  const photo = await saveImage(system, { kind: "repair_photo", fileName: "a.png", bytes: onePixel });
  await drainOutbox(subscriptions, new Date("2026-11-22T03:00:01Z"));
  const [delivery] = (await api.delivery.ofMember({ memberId })).rows;
  const leaving = await joinMember(system, { familyName: "佐藤" });
  const { tagId } = await api.memberDesk.createTag({ name: "お得意様" });
  const [doubleId, closedId, keptId] = [newId(), newId(), newId()];
  for (const id of [doubleId, closedId, keptId])
    await ctx.db.transaction(ctx.tenant, "write", (tx) => insertMember(tx, { tenantId: ctx.tenant, memberId: id }));
  const versions = { fromVersion: 1, toVersion: 1 };
  const { mergeId } = await api.identity.merge({ fromMemberId: closedId, toMemberId: keptId, ...versions });
  const [firstMemberId = "", secondMemberId = ""] = [memberId, doubleId].sort();
  await ctx.db.transaction(ctx.tenant, "write", (tx) =>
    tx.insert(duplicatePairs).values({
      tenantId: ctx.tenant,
      firstMemberId,
      secondMemberId,
      score: 90,
      reasons: [],
      state: "open",
      foundAt: ctx.now,
    }),
  );
  const { noteId } = await api.memberDesk.addNote({ memberId, text: "お電話あり" });
  const { value: cardNo } = await api.memberDesk.addIdentity({
    memberId,
    kind: "card",
    value: `K${newId().slice(-8)}`,
  });
  const earnRuleId = newId();
  const earnRule = {
    id: earnRuleId,
    name: "2倍",
    when: {},
    gives: { kind: "multiply" as const, timesHundredths: 200 },
    stacking: { kind: "sum" as const },
    precedence: 100,
    limits: {},
    life: {},
  };
  // The first version is in force, the second has not begun.
  for (const start of [{}, { validFrom: new Date("2099-01-01") }]) {
    const { revision } = await api.earning.saveRule({ rule: earnRule, revision: 0 });
    await api.earning.publish({ revision, ...start });
  }
  const { runId: replayId } = await api.replay.start({ name: "試算", fromDay: "2026-01-01", untilDay: "2026-01-31" });
  const { runId: bulkRunId } = await api.memberDesk.startBulk({ action: "add_tag", tagId, memberIds: [memberId] });
  const { viewId } = await api.memberDesk.saveView({ name: "退会", query: "filter=withdrawn", isShared: true });
  const { invitationId } = await api.access.invite({ email: `${newId()}@example.jp`, role: "analyst" });
  const { keyId } = await api.access.createApiKey({ name: "POS", scopes: ["members.read"] });
  const { exportId } = await api.access.requestExport({ kind: "audit_log" });
  const { fileId: listFileId } = await saveStream(system, {
    kind: "import",
    fileName: "stores.csv",
    mediaType: "text/csv",
    stream: Readable.from([Buffer.from("code,name\nS9,新店\n")]),
  });
  const { runId: importRunId } = await api.imports.check({
    fileId: listFileId,
    encoding: "utf-8",
    mapping: { kind: "stores", columns: { externalId: "code", name: "name" } },
  });
  const [mapping] = await api.imports.mappings();
  const loginId = newId();
  await ctx.db.transaction(ctx.tenant, "write", (tx) =>
    tx.insert(memberSessions).values({
      tenantId: ctx.tenant,
      id: loginId,
      memberId,
      createdAt: ctx.now,
      lastSeenAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + 86_400_000),
    }),
  );
  const { couponId } = await api.coupons.create({
    name: "秋のクーポン",
    definition: {
      title: { ja: "500円引き", en: "500 yen off" },
      benefit: { kind: "amount", yen: 500 },
      validity: { days: 30 },
      use: "both",
    },
  });
  await api.coupons.openWord({ couponId, word: "AUTUMN" });
  const { batchId } = await api.coupons.makeCodes({ couponId, count: 1, name: "チラシ" });
  const { linkId: couponLinkId, token: couponToken } = await api.coupons.openLink({ couponId, name: "入口" });
  const { heldId } = await api.coupons.give({ couponId, memberId, key: newId() });
  const { receiptCouponId } = await api.receiptCoupons.add({ couponId });
  const [loose] = (await api.coupons.codes({ couponId })).rows;
  await api.points.adjust({ memberId, key: newId(), points: 1_000, reason: "お詫び" });
  const { rewardId } = await api.rewards.create({
    kind: "goods",
    texts: { title: { ja: "エコバッグ", en: "Tote bag" } },
    pricePoints: 100,
    valueYen: 200,
  });
  const { code: friendCode } = await createCaller(contextOf(shop, "member", { memberId: doubleId })).friends.takeCode();
  await api.visits.setPlace({ storeId, isOpen: true, proof: "poster", revision: 0 });
  const place = (await api.visits.desk()).stores.find((one) => one.storeId === storeId);
  const { orderId } = await api.rewards.exchangeFor({ memberId, rewardId, storeId, key: newId() });
  const { approvalId } = await createCaller(contextOf(shop, "store_staff", { memberId })).watch.ask({
    memberId,
    key: newId(),
    points: 1_001,
    reason: "お詫び",
  });
  const { requestId } = await mine.books.request({ kind: "disclosure" });
  const findingId = newId();
  await ctx.db.transaction(ctx.tenant, "write", (tx) =>
    tx.insert(watchFindings).values({
      tenantId: ctx.tenant,
      id: findingId,
      rule: "card_often",
      about: memberId,
      memberId,
      happenedAt: ctx.now,
      measure: 5,
      threshold: 5,
      evidence: [],
      foundAt: ctx.now,
    }),
  );
  const ids: Ids = {
    approvalId,
    requestId,
    findingId,
    couponId,
    batchId,
    couponLinkId,
    couponToken,
    heldId,
    couponCode: loose?.code ?? "",
    receiptCouponId,
    rewardId,
    friendCode,
    checkInToken: place?.address?.split("/").at(-1) ?? "",
    orderId,
    loginId,
    listFileId,
    importRunId,
    replayId,
    earnRuleId,
    programId,
    rankId: ranks.levels[1]?.id ?? "",
    rankProgramId,
    mappingId: mapping?.mappingId ?? "",
    invitationId,
    keyId,
    exportId,
    leavingId: leaving.memberId,
    tagId,
    noteId,
    cardNo,
    bulkRunId,
    viewId,
    memberId,
    memberNo,
    storeId,
    productId,
    doubleId,
    mergeId,
    purchaseId: sale.purchaseId,
    lineId: lines[0]?.lineId ?? "",
    warrantyId: warranty?.warrantyId ?? "",
    segmentId: segment.id,
    campaignId: campaign.campaignId,
    membershipId,
    deliveryId: delivery?.deliveryId ?? "",
    repairId: repair.repairId,
    receiptNo: repair.receiptNo,
    photoId: photo.fileId,
  };
  return { ids, call: (who, path, input) => answerOf(contextOf(shop, who, ids), path, input) };
}

const unknownIds = (): Ids => ({
  ...(Object.fromEntries(idNames.map((name) => [name, newId()])) as Ids),
  memberNo: "2900000000001",
  cardNo: "K00000000",
  receiptNo: "00000000",
});

/** Which ids an input is made of. */
function idsIn(entry: Entry): IdName[] {
  const used = new Set<IdName>();
  const watching = new Proxy(unknownIds(), {
    get: (target, name) => (used.add(name as IdName), target[name as IdName]),
  });
  entry.input?.(watching);
  return [...used];
}

let mine: World;
let theirs: World;
beforeAll(async () => {
  mine = await buildWorld();
  theirs = await buildWorld();
});

const paths = Object.keys(wall) as Path[];
const bestOf = (entry: Entry): Who => entry.who.at(entry.who[0] === "link" ? 1 : 0) ?? "visitor";

describe("every procedure", () => {
  it("has an entry here, and no entry is left over", () => {
    expect(Object.keys(appRouter._def.procedures).sort()).toEqual([...paths].sort());
  });

  it("finds one of everything in both shops", () => {
    for (const world of [mine, theirs]) for (const name of idNames) expect(world.ids[name], name).not.toBe("");
  });

  it.each(paths)("%s tells those who may not", async (path) => {
    const entry = wall[path];
    for (const who of everyone.filter((one) => !entry.who.includes(one))) {
      const { code } = await mine.call(who, path, entry.input?.(mine.ids));
      const isWrongRole = staff.includes(who) && entry.who.some((one) => staff.includes(one));
      expect(`${who}: ${code}`).toBe(`${who}: ${isWrongRole ? "FORBIDDEN" : "UNAUTHORIZED"}`);
    }
  });

  it.each(paths)("%s does not find another shop's things, alone or mixed with own, nor unknown ones", async (path) => {
    const entry = wall[path];
    const used = idsIn(entry);
    const who = bestOf(entry);
    for (const name of used) {
      const foreign = await mine.call(who, path, entry.input?.({ ...mine.ids, [name]: theirs.ids[name] }));
      const unknown = await mine.call(who, path, entry.input?.({ ...mine.ids, [name]: unknownIds()[name] }));
      const shown = (JSON.stringify(foreign.value) ?? "").replaceAll(theirs.ids[name], "");
      if (entry.isFilter) for (const id of Object.values(theirs.ids)) expect(shown).not.toContain(id);
      else expect(`${name}: ${foreign.code}`).toBe(`${name}: NOT_FOUND`);
      expect([foreign.code, foreign.reason]).toEqual([unknown.code, unknown.reason]);
    }
    if (used.length > 0 && !entry.isFilter)
      expect((await mine.call(who, path, entry.input?.(theirs.ids))).code).toBe("NOT_FOUND");
  });

  it.each(paths)("%s refuses nothing in place of an id", async (path) => {
    const entry = wall[path];
    for (const name of idsIn(entry).filter((one) => !entry.mayBeNull?.includes(one))) {
      const { code } = await mine.call(bestOf(entry), path, entry.input?.({ ...mine.ids, [name]: null as never }));
      expect(`${name}: ${code}`).toBe(`${name}: BAD_REQUEST`);
    }
  });

  it.each(paths)("%s shows nothing of another shop to those who may", async (path) => {
    const entry = wall[path];
    for (const who of entry.who) {
      const { code, value } = await mine.call(who, path, entry.input?.(mine.ids));
      const wrong = [
        "UNAUTHORIZED",
        "FORBIDDEN",
        "BAD_REQUEST",
        "INTERNAL_SERVER_ERROR",
        ...(entry.endsIt ? [] : ["NOT_FOUND"]),
      ];
      expect(wrong, `${who} ${path}`).not.toContain(code);
      for (const id of Object.values(theirs.ids)) expect(JSON.stringify(value) ?? "").not.toContain(id);
    }
  });
});
