import { expect, it } from "vitest";
import { publishRules } from "@/server/earning/service/publish-rules";
import { saveRule } from "@/server/earning/service/edit-draft";
import type { Ctx } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import type { ApiScope } from "@/server/kernel/permissions";
import { newTestMember, newTestShop } from "@/server/kernel/testing";
import { withdrawMember } from "@/server/members/service/withdraw-member";
import { ledgerProof, walletOf } from "@/server/points/queries";
import { setProgram } from "@/server/points/service/set-program";
import { auditPage } from "@/server/tenancy/queries/audit-log";
import { createApiKey } from "@/server/tenancy/service/api-keys";
import { handleApiAt } from "./v1/handle";

const life = { pendingDays: 0, expiryMonths: 12, returnGraceDays: 30 };
const begins = new Date(Date.now() - 400 * 86_400_000);

/** A shop of today whose rules give 50 for a survey and 100 for LINE, and nothing for a review. */
async function openShop() {
  const shop = await newTestShop();
  const ctx: Ctx = { ...shop.ctx, now: new Date() };
  await setProgram(ctx, { ratePoints: 1, rateYen: 100, rounding: "down", ...life, validFrom: begins });
  let revision = 0;
  for (const [occasion, points] of [
    ["survey", 50],
    ["line_link", 100],
  ] as const) {
    const gives = { kind: "occasion", occasion, points };
    const rule = { id: newId(), name: occasion, when: {}, gives, stacking: { kind: "sum" }, precedence: 100 };
    ({ revision } = await saveRule(ctx, { rule: { ...rule, limits: {}, life: {} }, revision }));
  }
  await publishRules(ctx, { revision });
  return { ctx, memberId: await newTestMember(ctx), tell: await teller(ctx, ["occasions.write"]) };
}

async function teller(ctx: Ctx, scopes: ApiScope[]) {
  const { secret } = await createApiKey(ctx, { name: "survey tool", scopes, storeId: null });
  return async (body: Record<string, unknown>, end = "") => {
    const url = `http://goen.test/api/v1/occasions${end}`;
    const headers = { authorization: `Bearer ${secret}`, "x-forwarded-for": "10.9.1.1" };
    const answer = await handleApiAt(new Request(url, { method: "POST", headers, body: JSON.stringify(body) }));
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
}

const available = async (ctx: Ctx, memberId: string) => (await walletOf(ctx, memberId)).available;
const proved = async (ctx: Ctx) =>
  expect((await ledgerProof(ctx)).filter(({ violations }) => violations > 0)).toEqual([]);

it("what another system tells of gives its points once, however often and however close together it is told", async () => {
  const { ctx, memberId, tell } = await openShop();
  const survey = { memberId, occasion: "survey", reportId: "autumn:1" };
  const answers = await Promise.all([tell(survey), tell(survey), tell(survey)]);
  expect(answers.map(({ status, body }) => [status, body.points])).toEqual([
    [200, 50],
    [200, 50],
    [200, 50],
  ]);
  expect(answers.filter(({ body }) => body.isRepeat === false)).toHaveLength(1);
  expect(answers[0]?.body).toMatchObject({ rules: [{ name: "survey", points: 50 }], availableAt: expect.any(String) });
  expect(await tell({ ...survey, reportId: "autumn:2" })).toMatchObject({ body: { points: 50, isRepeat: false } });
  expect(await tell({ memberId, occasion: "review", reportId: "r" })).toEqual({
    status: 200,
    body: { points: 0, availableAt: null, rules: [], isRepeat: false },
  });
  const line = { memberId, occasion: "line_link" };
  expect(await tell({ ...line, reportId: "U1" })).toMatchObject({ body: { points: 100, isRepeat: false } });
  expect(await tell({ ...line, reportId: "U2" })).toMatchObject({ body: { points: 100, isRepeat: true } });
  expect(await available(ctx, memberId)).toBe(200);
  const { rows } = await auditPage(ctx, {});
  expect(rows.filter(({ action }) => action === "earning.report_occasion")).toHaveLength(3);
  await proved(ctx);
});

it("what is withdrawn goes back once, and what is spent of it becomes debt by the ledger's own rules", async () => {
  const { ctx, memberId, tell } = await openShop();
  const survey = { memberId, occasion: "survey", reportId: "autumn:1" };
  await tell(survey);
  expect(await tell(survey, "/withdraw")).toEqual({ status: 200, body: { points: 50 } });
  expect(await tell(survey, "/withdraw")).toEqual({ status: 200, body: { points: 0 } });
  expect(await tell({ ...survey, reportId: "never" }, "/withdraw")).toEqual({ status: 200, body: { points: 0 } });
  expect(await available(ctx, memberId)).toBe(0);
  await proved(ctx);
});

it("refuses with a reason: other keys, other shops' members, who left, times that cannot be, words that are none", async () => {
  const { ctx, memberId, tell } = await openShop();
  const survey = { memberId, occasion: "survey", reportId: "autumn:1" };
  expect(await (await teller(ctx, ["purchases.write", "members.read"]))(survey)).toMatchObject({
    status: 403,
    body: { reason: "api.scope" },
  });
  const other = await openShop();
  for (const unknown of [newId(), other.memberId])
    expect(await tell({ ...survey, memberId: unknown })).toMatchObject({
      status: 404,
      body: { reason: "points.member_unknown", field: "memberId" },
    });
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  for (const occurredAt of [at(3_600_000), at(-91 * 86_400_000)])
    expect(await tell({ ...survey, occurredAt })).toMatchObject({
      status: 400,
      body: { reason: "earning.occasion_time", field: "occurredAt" },
    });
  for (const wrong of [
    { occasion: "sign_up" },
    { occasion: "birthday" },
    { reportId: "" },
    { reportId: "with space" },
    { reportId: "x".repeat(151) },
    { memberId: "1" },
    { points: 1_000_000 },
    { occurredAt: "yesterday" },
  ])
    expect(await tell({ ...survey, ...wrong })).toMatchObject({ status: 400, body: { code: "invalid" } });
  await withdrawMember({ ...ctx, actor: { kind: "system", name: "test" } }, { memberId });
  for (const end of ["", "/withdraw"])
    expect(await tell(survey, end)).toMatchObject({ status: 422, body: { reason: "earning.member_left" } });
  expect(await tell({ ...survey, memberId: other.memberId }, "/withdraw")).toMatchObject({ status: 404 });
});
