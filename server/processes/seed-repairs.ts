import { and, eq } from "drizzle-orm";
import { type DemoRepair, demoRepairs, type DemoStep } from "@/db/seed/repairs";
import { demoMember } from "@/db/seed/shops";
import { staffMemberships } from "@/db/schema/tenancy";
import { type Ctx, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { addDays, dayIn } from "@/server/kernel/time";
import { searchMembers } from "@/server/members/queries/search-members";
import { repairBoard } from "@/server/repairs/queries/board";
import { answerEstimate, estimateRepair, recordAnswer } from "@/server/repairs/service/estimate-repair";
import { judgeRepair, overrideCoverage } from "@/server/repairs/service/judge-repair";
import { moveItem, noteOnRepair } from "@/server/repairs/service/note-repair";
import { requestRepair } from "@/server/repairs/service/request-repair";
import { stepRepair } from "@/server/repairs/service/step-repair";
import { repairRow } from "@/server/repairs/queries/repair";
import { storesOf } from "@/server/tenancy/queries/shop";
import { warrantiesOf } from "@/server/warranties/queries";

const dayMs = 86_400_000;
const ago = (ctx: Ctx, days: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() - days * dayMs) });

/** The first of the shop's people with this role acts in the history by name. */
async function colleague(ctx: Ctx, role: "marketer" | "store_staff"): Promise<Ctx> {
  const [found] = await read(ctx, (tx) =>
    tx
      .select({ id: staffMemberships.id, accountId: staffMemberships.accountId, storeId: staffMemberships.storeId })
      .from(staffMemberships)
      .where(and(eq(staffMemberships.tenantId, ctx.tenant), eq(staffMemberships.role, role)))
      .orderBy(staffMemberships.createdAt, staffMemberships.id)
      .limit(1),
  );
  return found ? { ...ctx, actor: { kind: "staff", role, ...found } } : ctx;
}

/** Takes one repair a step further, as the shop's people or the member would. */
async function take(ctx: Ctx, repairId: string, memberId: string, step: DemoStep): Promise<void> {
  const at = ago(ctx, step.daysAgo);
  const { version } = await repairRow(at, repairId);
  const ref = { repairId, version };
  switch (step.do) {
    case "take_in":
      await moveItem(at, { ...ref, place: "shop", accessories: step.accessories });
      return;
    case "note":
      await noteOnRepair(at, { repairId, text: step.text });
      return;
    case "judge":
      await judgeRepair(at, { ...ref, cause: step.cause as "drop" });
      return;
    case "override":
      await overrideCoverage(at, { ...ref, coverage: "warranty", reason: step.reason });
      return;
    case "estimate": {
      const lines = step.lines.map(([kind, description, amountYen]) => ({
        kind: kind as "parts",
        description,
        amountYen,
      }));
      await estimateRepair(at, { ...ref, lines, ...(step.note ? { note: step.note } : {}) });
      return;
    }
    case "approve":
      await answerEstimate(
        { ...at, actor: { kind: "member", id: memberId } },
        { ...ref, estimateVersion: 1, answer: "approve" },
      );
      return;
    case "decline_by_phone":
      await recordAnswer(at, { ...ref, estimateVersion: 1, answer: "decline", via: "phone", note: step.note });
      return;
    case "step": {
      const promisedOn =
        step.promisedInDays === undefined
          ? {}
          : { promisedOn: addDays(dayIn(ctx.now, "Asia/Tokyo"), step.promisedInDays) };
      await stepRepair(at, {
        ...ref,
        to: step.to as "ready",
        ...(step.note ? { note: step.note } : {}),
        ...promisedOn,
      });
    }
  }
}

/** Members with a warranty that runs, as many as there are repairs to be made. */
async function owners(ctx: Ctx, wanted: number) {
  const found: { memberId: string; warrantyId: string }[] = [];
  // Bought before the oldest of the requests.
  const runningSince = dayIn(ago(ctx, 60).now, "Asia/Tokyo");
  let cursor: string | undefined;
  do {
    const page = await searchMembers(ctx, { mailOptIn: true, limit: 100, ...(cursor ? { cursor } : {}) });
    for (const { memberId, email } of page.members) {
      if (found.length === wanted) return found;
      if (!email || email === demoMember.email) continue;
      const running = (await warrantiesOf(ctx, memberId)).find(
        ({ state, startsOn }) => state === "active" && startsOn < runningSince,
      );
      if (running) found.push({ memberId, warrantyId: running.warrantyId });
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return found;
}

async function demoOwner(ctx: Ctx, product: string) {
  const [me] = (await searchMembers(ctx, { q: demoMember.email })).members;
  if (!me) return undefined;
  const warranty = (await warrantiesOf(ctx, me.memberId)).find(({ productName }) => productName.includes(product));
  return warranty && { memberId: me.memberId, warrantyId: warranty.warrantyId };
}

/** Makes the demonstration's repairs; none where the shop has some already. Gives how many. */
export async function seedRepairs(ctx: Ctx): Promise<number> {
  if ((await repairBoard(ctx, { view: "all", limit: 1 })).rows.length > 0) return 0;
  const [store] = (await storesOf(ctx)).filter(({ kind }) => kind === "shop");
  if (!store) return 0;
  const others = await owners(ctx, demoRepairs.filter(({ of }) => of !== "demo").length);
  // The counter takes in and hands back; the office judges and quotes.
  const [clerk, office] = [await colleague(ctx, "store_staff"), await colleague(ctx, "marketer")];
  let made = 0;
  for (const repair of demoRepairs) {
    const owner = repair.of === "demo" ? await demoOwner(ctx, repair.product ?? "") : others[repair.of];
    if (!owner) continue;
    const { repairId } = await requestRepair(
      ago(ctx, repair.daysAgo),
      owner.memberId,
      requestOf(repair, owner.warrantyId, store.id),
    );
    for (const step of repair.steps) {
      const isOffice = step.do === "judge" || step.do === "override" || step.do === "estimate";
      await take(isOffice ? office : clerk, repairId, owner.memberId, step);
    }
    made += 1;
  }
  return made;
}

const requestOf = (repair: DemoRepair, warrantyId: string, storeId: string) => ({
  key: newId(),
  product: { by: "warranty" as const, warrantyId },
  symptom: repair.symptom as "noise",
  cause: repair.cause as "drop",
  noticed: repair.noticed as "today",
  description: repair.description,
  handOver: { way: "store" as const, storeId },
  contactWay: repair.contactWay,
  ...(repair.contactWay === "phone" ? { phone: "0422-00-0001" } : {}),
});
