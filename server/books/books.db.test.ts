import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { consents, members } from "@/db/schema/members";
import type { ExportKind } from "@/server/kernel/export-kinds";
import type { Ctx } from "@/server/kernel/ctx";
import { staffActor } from "@/server/kernel/testing";
import { setConsent } from "@/server/members/service/set-consent";
import { ledgerProof } from "@/server/points/queries";
import { settleDue } from "@/server/points/service/settle-due";
import { spendPoints } from "@/server/points/service/spend-points";
import { later, shopWithProgram, spend } from "@/server/points/service/testing";
import { consentExport } from "./queries/consent-export";
import { journalExport } from "./queries/journal-export";
import { lapseCurve, liabilityOf } from "./queries/liability";
import { requestsOf, requestsOfMember, requestsWaiting } from "./queries/requests";
import { enterPrivacyRequest, forgetWords, requestPrivacy, stepRequest, withdrawRequest } from "./service";

async function linesOf(ctx: Ctx, kind: ExportKind, filter: unknown): Promise<unknown[][]> {
  const lines: unknown[][] = [];
  for await (const line of kind.lines(ctx, kind.filter.parse(filter), "ja")) lines.push(line);
  return lines;
}

describe("liability", () => {
  it("is what the lots held on that day, by origin and month of expiry", async () => {
    const { at, batch, memberId, sale } = await shopWithProgram({ expiryMonths: 3 });
    await sale(100_000, later(-60)).award();
    await sale(50_000, later(-5)).award();
    await spendPoints(at(-3), spend(memberId, 300, { occurredAt: later(-3) }));
    const on = (days: number) => later(days).toISOString().slice(0, 10);
    const points = async (days: number) => (await liabilityOf(at(60), { on: on(days) })).points;
    expect([await points(-61), await points(-60), await points(-5), await points(-3)]).toEqual([
      0, 1_000, 1_500, 1_200,
    ]);
    const now = await liabilityOf(at(0), {});
    expect(now).toMatchObject({ points: 1_200, heldPoints: 0, debtPoints: 0, members: 1 });
    expect(now.months.map(({ origin, month, points: owed }) => [origin, month, owed])).toEqual([
      ["purchase", "2026-12", 700],
      ["purchase", "2027-02", 500],
    ]);
    // The first lot has lapsed by then, whether or not that has been posted.
    expect(await points(60)).toBe(500);
    await settleDue(batch(later(60)));
    expect(await points(60)).toBe(500);
    expect(await lapseCurve(at(60))).toMatchObject([
      { month: "2026-09", granted: 1_000, used: 300, lapsed: 700, takenBack: 0, open: 0 },
      { month: "2026-11", granted: 500, used: 0, lapsed: 0, open: 500 },
    ]);
    expect((await ledgerProof(at(60))).filter((line) => line.violations > 0)).toEqual([]);
    await expect(liabilityOf({ ...at(0), actor: staffActor({ role: "store_staff" }) }, {})).rejects.toMatchObject({
      reason: "books.role",
    });
  });

  it("is told by every posting of a month, whose lines sum to zero", async () => {
    const { ctx, memberId, sale } = await shopWithProgram();
    await sale(10_000).award();
    await spendPoints(ctx, spend(memberId, 30));
    const lines = await linesOf(ctx, journalExport, { month: "2026-11" });
    expect(lines.map((line) => [line[4], line[5], line[6]])).toEqual([
      ["earn", "available", 100],
      ["earn", "issued", -100],
      ["spend", "available", -30],
      ["spend", "redeemed", 30],
    ]);
    expect(await journalExport.countPersons(ctx, { month: "2026-11" })).toBe(1);
    expect(await linesOf(ctx, journalExport, { month: "2026-10" })).toEqual([]);
    expect(journalExport.filter.safeParse({ month: "2026-13" }).success).toBe(false);
  });
});

describe("the consent ledger", () => {
  it("says from where a yes was said, and lists it by channel", async () => {
    const { ctx, as, memberId } = await shopWithProgram();
    const self = {
      ...as({ kind: "member", id: memberId }),
      client: { ip: "203.0.113.9", userAgent: "Mozilla/5.0 (iPhone)" },
    };
    await setConsent(self, { memberId, channel: "line", isGranted: true, source: "my_page", textVersion: "1" });
    await setConsent(ctx, { memberId, channel: "line", isGranted: false, source: "staff", textVersion: "1" });
    expect((await linesOf(ctx, consentExport, { channel: "line" })).map((line) => line.slice(1, 10))).toMatchObject([
      [
        "line",
        "同意",
        ctx.now.toISOString(),
        "my_page",
        "1",
        "member",
        memberId,
        "203.0.113.9",
        "Mozilla/5.0 (iPhone)",
      ],
      ["line", "撤回", ctx.now.toISOString(), "staff", "1", "staff", expect.anything(), null, null],
    ]);
    expect(await linesOf(ctx, consentExport, { channel: "sms" })).toEqual([]);
    const rows = await ctx.db.transaction(ctx.tenant, "read", (tx) =>
      tx.select().from(consents).where(eq(consents.memberId, memberId)),
    );
    expect(rows).toHaveLength(2);
  });
});

describe("requests under the privacy law", () => {
  it("come from the member, are answered in order, and are one of a kind", async () => {
    const { ctx, as, memberId } = await shopWithProgram();
    const self = as({ kind: "member", id: memberId });
    const { requestId, dueOn } = await requestPrivacy(self, { memberId, kind: "disclosure", details: "全部見たい" });
    expect(dueOn).toBe("2026-12-06");
    expect(await requestPrivacy(self, { memberId, kind: "disclosure" })).toMatchObject({ requestId });
    expect(await requestsWaiting(ctx)).toEqual({ waiting: 1, late: 0 });
    expect(await requestsWaiting({ ...ctx, now: later(20) })).toEqual({ waiting: 1, late: 1 });
    await stepRequest(ctx, { memberId, requestId, state: "in_hand" });
    await expect(stepRequest(ctx, { memberId, requestId, state: "done" })).rejects.toMatchObject({
      reason: "books.answer_missing",
    });
    await stepRequest(ctx, { memberId, requestId, state: "done", answer: "データをお渡ししました。" });
    await expect(stepRequest(ctx, { memberId, requestId, state: "refused", answer: "x" })).rejects.toMatchObject({
      reason: "books.step",
    });
    await expect(withdrawRequest(self, { memberId, requestId })).rejects.toMatchObject({ reason: "books.step" });
    expect(await requestsOfMember(self, memberId)).toMatchObject([
      { state: "done", answer: "データをお渡ししました。" },
    ]);
    await expect(requestsOf(as(staffActor({ role: "analyst" })), {})).rejects.toMatchObject({ reason: "books.role" });
  });

  it("an erasure ends the membership; the fact is kept, the words go", async () => {
    const { ctx, memberId } = await shopWithProgram();
    const { requestId } = await enterPrivacyRequest(ctx, {
      memberId,
      kind: "erasure",
      details: "お電話",
      cameBy: "phone",
      identifiedBy: "生年月日",
    });
    await stepRequest(ctx, { memberId, requestId, state: "done", answer: "消去しました。" });
    await forgetWords(ctx, memberId);
    const [row] = await ctx.db.transaction(ctx.tenant, "read", (tx) =>
      tx.select().from(members).where(eq(members.memberId, memberId)),
    );
    expect(row?.withdrawnAt).toEqual(ctx.now);
    expect((await requestsOf(ctx, {})).requests).toMatchObject([
      { kind: "erasure", state: "done", details: "", answer: null, familyName: null },
    ]);
    await expect(requestPrivacy(ctx, { memberId, kind: "stop" })).rejects.toMatchObject({
      reason: "books.member_left",
    });
  });
});
