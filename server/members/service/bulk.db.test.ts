import { describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/ids";
import { newTestMember, newTestShop, staffActor, type TestShop, testNow } from "@/server/kernel/testing";
import { bulkRun, recentBulkRuns } from "../queries/bulk-runs";
import { tagsOf } from "../queries/desk";
import { consentsOf, memberById } from "../queries/find-member";
import { countMembers } from "../queries/search-members";
import { runBulk, startBulk, stopBulk, undoBulk, undoLifeMs } from "./bulk";
import { setConsent } from "./set-consent";
import { createTag, tagMember } from "./tags";
import { withdrawMember } from "./withdraw-member";

const later = (shop: TestShop, ms: number) => ({ ...shop.ctx, now: new Date(testNow.getTime() + ms) });
const many = (shop: TestShop, count: number) =>
  Promise.all(Array.from({ length: count }, () => newTestMember(shop.ctx)));

describe("a tag for many", () => {
  it("goes to whom the filter finds, and the undo takes it only from whom it was new to", async () => {
    const shop = await newTestShop();
    const [a = "", b = "", left = ""] = await many(shop, 3);
    await withdrawMember(shop.ctx, { memberId: left });
    const { tagId } = await createTag(shop.ctx, { name: "案内済み" });
    await tagMember(shop.ctx, { memberId: a, tagId });
    const run = await startBulk(shop.ctx, { action: "add_tag", tagId, filter: {} });
    expect(run).toMatchObject({ total: 2, isRunning: false });
    expect(await bulkRun(shop.ctx, run)).toMatchObject({ state: "done", done: 2, changed: 1 });
    expect(await countMembers(shop.ctx, { tagId })).toEqual({ count: 2, isMore: false });
    expect(await recentBulkRuns(shop.ctx)).toHaveLength(1);
    await undoBulk(later(shop, 1_000), run);
    await undoBulk(later(shop, 2_000), run);
    expect([await tagsOf(shop.ctx, a), await tagsOf(shop.ctx, b)].map((tags) => tags.length)).toEqual([1, 0]);
    expect(await bulkRun(shop.ctx, run)).toMatchObject({ state: "undone", undoUntil: null });
  });

  it("in great number is the worker's, begins again where it was broken off, and can be stopped", async () => {
    const shop = await newTestShop();
    await many(shop, 201);
    const { tagId } = await createTag(shop.ctx, { name: "大量" });
    const run = await startBulk(shop.ctx, { action: "add_tag", tagId, filter: {} });
    expect(run).toMatchObject({ total: 201, isRunning: true });
    await expect(undoBulk(shop.ctx, run)).rejects.toMatchObject({ reason: "members.bulk_running" });
    const system = shop.as({ kind: "system", name: "job" });
    await Promise.all([runBulk(system, run.runId), runBulk(system, run.runId)]);
    expect(await bulkRun(shop.ctx, run)).toMatchObject({ state: "done", changed: 201 });
    const second = await startBulk(shop.ctx, { action: "remove_tag", tagId, filter: { tagId } });
    await stopBulk(shop.ctx, second);
    await runBulk(system, second.runId);
    expect(await bulkRun(shop.ctx, second)).toMatchObject({ state: "stopped", changed: 0 });
    expect(await countMembers(shop.ctx, { tagId })).toEqual({ count: 201, isMore: false });
  });

  it("refuses nobody, another shop's tag and members, the counter, and an undo that comes too late", async () => {
    const [shop, other] = [await newTestShop(), await newTestShop()];
    const memberId = await newTestMember(shop.ctx);
    const { tagId } = await createTag(shop.ctx, { name: "x" });
    const start = (from: TestShop["ctx"], memberIds: string[]) =>
      startBulk(from, { action: "add_tag", tagId, memberIds });
    await expect(start(shop.ctx, [newId()])).rejects.toMatchObject({ reason: "members.bulk_nobody" });
    await expect(start(other.ctx, [memberId])).rejects.toMatchObject({ code: "not_found" });
    await expect(start(shop.as(staffActor({ role: "store_staff" })), [memberId])).rejects.toMatchObject({
      code: "forbidden",
    });
    const run = await start(shop.ctx, [memberId]);
    await expect(bulkRun(other.ctx, run)).rejects.toMatchObject({ code: "not_found" });
    await expect(undoBulk(later(shop, undoLifeMs + 1), run)).rejects.toMatchObject({
      reason: "members.bulk_undo_over",
    });
  });
});

describe("consent withdrawn for many", () => {
  it("leaves a record for each; the undo gives it back, but never over a later word of the person", async () => {
    const shop = await newTestShop();
    const [a = "", b = ""] = await many(shop, 2);
    const silent = await newTestMember(shop.ctx, { mailOptIn: false });
    for (const memberId of [a, b])
      await setConsent(later(shop, -5_000), {
        memberId,
        channel: "mail",
        isGranted: true,
        source: "my_page",
        textVersion: "1",
      });
    const run = await startBulk(shop.ctx, { action: "withdraw_consent", memberIds: [a, b, silent] });
    expect((await memberById(shop.ctx, a)).mailOptIn).toBe(false);
    expect((await consentsOf(shop.ctx, a))[0]).toMatchObject({ isGranted: false, source: "bulk" });
    const own = (memberId: string, isGranted: boolean, ms: number) =>
      setConsent(
        { ...shop.as({ kind: "member", id: memberId }), now: new Date(testNow.getTime() + ms) },
        { memberId, channel: "mail", isGranted, source: "my_page", textVersion: "1" },
      );
    await own(b, true, 1_000);
    await own(b, false, 2_000);
    await undoBulk(later(shop, 3_000), run);
    expect((await memberById(shop.ctx, a)).mailOptIn).toBe(true);
    expect((await memberById(shop.ctx, b)).mailOptIn).toBe(false);
    expect((await memberById(shop.ctx, silent)).mailOptIn).toBe(false);
  });
});
