import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { planTestMails } from "@/db/testing/planned-mails";
import { type LinkName, type TokenPurpose, trackingToken } from "@/server/delivery/rules/tracking-token";
import { ingestHits, settleMs } from "@/server/delivery/service/ingest-hits";
import { inTransaction, read } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/ids";
import { newTestShop, testNow, type TestShop } from "@/server/kernel/testing";
import { handleClick, handleOpen, handleUnsubscribe, unsubscribeView } from "./tracking";

const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148";
const request = (method = "GET", agent: string | null = phone, body?: BodyInit) =>
  new Request("http://127.0.0.1:3000/api/t", {
    method,
    ...(body ? { body } : {}),
    headers: agent ? { "user-agent": agent } : {},
  });

interface Written {
  shop: TestShop;
  memberId: string;
  warrantyId: string;
  token: (purpose: TokenPurpose, link?: LinkName, sendAt?: Date) => string;
}

async function writtenTo(): Promise<Written> {
  const shop = await newTestShop();
  const warrantyId = newId();
  const { memberIds } = await planTestMails(shop, 1);
  const memberId = memberIds[0]!;
  const items = [1, 2, 3].map((n) => ({ productId: newId(), name: `item ${n}`, priceYen: 100, imageUrl: null }));
  const inputs = {
    name: "田中",
    items,
    warranty: {
      warrantyId,
      productId: newId(),
      productName: "冷蔵庫",
      imageUrl: null,
      endsOn: "2026-12-01",
      daysLeft: 9,
    },
  };
  const row = await inTransaction(shop.ctx, (t) =>
    t.tx.execute<{ id: string }>(sql`
      update deliveries set state = 'accepted', handed_at = ${testNow}, accepted_at = ${testNow}, inputs = ${JSON.stringify(inputs)}::jsonb
      where member_id = ${memberId} returning id`),
  );
  const of = { tenant: shop.ctx.tenant, memberId, deliveryId: row.rows[0]!.id, dueAt: testNow };
  return {
    shop,
    memberId,
    warrantyId,
    token: (purpose, link, sendAt = new Date()) => trackingToken(purpose, of, sendAt, link),
  };
}

const slugOf = async (shop: TestShop) =>
  String(
    (await read(shop.ctx, (tx) => tx.execute(sql`select slug from tenants where id = ${shop.ctx.tenant}`))).rows[0]
      ?.slug,
  );
const optIn = async ({ shop, memberId }: Written) =>
  (await read(shop.ctx, (tx) => tx.execute(sql`select mail_opt_in as yes from members where member_id = ${memberId}`)))
    .rows[0]?.yes;
const afterwards = () => new Date(Date.now() + settleMs + 1_000);
const delivery = async ({ shop, memberId }: Written) =>
  (
    await read(shop.ctx, (tx) =>
      tx.execute<{ opened_at: string | null; clicked_at: string | null }>(
        sql`select opened_at, clicked_at from deliveries where member_id = ${memberId}`,
      ),
    )
  ).rows[0]!;
const eventsOf = async ({ shop, memberId }: Written) =>
  (
    await read(shop.ctx, (tx) =>
      tx.execute<{ kind: string; is_bot: boolean; why: string | null }>(sql`
    select kind, is_bot, data->>'machine' as why from events where member_id = ${memberId} order by occurred_at, id`),
    )
  ).rows;

describe("a followed link", () => {
  it("leads to the very product of the shop and sets the link cookie", async () => {
    const written = await writtenTo();
    const response = await handleClick(request(), written.token("click", "main"));
    expect(response.status).toBe(302);
    expect(response.headers.get("location")).toBe(`/${await slugOf(written.shop)}/my/warranties/${written.warrantyId}`);
    expect(response.headers.get("set-cookie")).toMatch(/goen\.link=.+; Path=\/; Max-Age=1800; HttpOnly; SameSite=Lax/);
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  });

  it("counts once, as a person's click and open, however often it is folded", async () => {
    const written = await writtenTo();
    await handleClick(request(), written.token("click", "main"));
    expect(await ingestHits(new Date(), { tenant: written.shop.ctx.tenant })).toBe(0); // its neighbours may still come
    expect(await ingestHits(afterwards(), { tenant: written.shop.ctx.tenant })).toBe(1);
    expect(await ingestHits(afterwards(), { tenant: written.shop.ctx.tenant })).toBe(0);
    expect(await delivery(written)).toMatchObject({ opened_at: expect.any(String), clicked_at: expect.any(String) });
    expect(await eventsOf(written)).toEqual([{ kind: "mail.clicked", is_bot: false, why: null }]);
  });

  it("is refused when altered, made for another purpose, or too old, and never leads elsewhere", async () => {
    const written = await writtenTo();
    const good = written.token("click", "main");
    const [body = "", signature = ""] = good.split(".");
    const bytes = Buffer.from(body, "base64url");
    bytes[60] = 2;
    const bad = [
      `${bytes.toString("base64url")}.${signature}`,
      `${body}.${signature.slice(1)}x`,
      `${good}.x`,
      body,
      "",
      "..",
      written.token("open"),
      written.token("unsubscribe"),
      "https://evil.example",
      "%00",
      "\ud800",
      `${good}?to=https://evil.example`,
    ];
    for (const token of bad) {
      const response = await handleClick(request(), token);
      expect(response.status, token).toBe(404);
      expect(response.headers.get("location")).toBeNull();
    }
    const old = await handleClick(request(), written.token("click", "main", new Date(Date.now() - 61 * 86_400_000)));
    expect(old.status).toBe(410);
    expect(await old.text()).toContain("60日間");
    const elsewhere = await handleClick(
      new Request(`http://x/?to=//evil.example`, { headers: { host: "evil.example", "user-agent": phone } }),
      good,
    );
    expect(elsewhere.headers.get("location")).toMatch(/^\/shop-/);
  });

  it("of a machine is kept apart: HEAD, honeypot, many links at once, known scanners, too soon", async () => {
    const hits: [string, (w: Written) => Promise<unknown>][] = [
      ["head_request", (w) => handleClick(request("HEAD"), w.token("click", "main"))],
      [
        "known_scanner",
        (w) => handleClick(request("GET", "Mozilla/5.0 (compatible; Barracuda Sentinel)"), w.token("click", "main")),
      ],
      ["no_agent", (w) => handleOpen(request("GET", null), w.token("open"))],
      [
        "honeypot",
        async (w) => {
          await handleClick(request(), w.token("click", "honeypot"));
          await handleClick(request(), w.token("click", "main"));
        },
      ],
      [
        "burst",
        (w) =>
          Promise.all(
            (["main", "item0", "item1", "points"] as const).map((link) =>
              handleClick(request(), w.token("click", link)),
            ),
          ),
      ],
      [
        "too_soon",
        async (w) => {
          await inTransaction(w.shop.ctx, (t) =>
            t.tx.execute(sql`update deliveries set handed_at = ${new Date()} where member_id = ${w.memberId}`),
          );
          await handleOpen(request(), w.token("open"));
        },
      ],
    ];
    for (const [why, act] of hits) {
      const written = await writtenTo();
      await act(written);
      await ingestHits(afterwards(), { tenant: written.shop.ctx.tenant });
      expect(await delivery(written), why).toEqual({ opened_at: null, clicked_at: null });
      const events = await eventsOf(written);
      expect(events.length, why).toBeGreaterThan(0);
      for (const event of events) expect(event).toMatchObject({ is_bot: true, why });
    }
  });
});

describe("unsubscribing", () => {
  const post = (fields: Record<string, string>) => request("POST", phone, new URLSearchParams(fields));

  it("does nothing when the page is only looked at, acts on the form, and can be undone", async () => {
    const written = await writtenTo();
    const token = written.token("unsubscribe");
    const slug = await slugOf(written.shop);
    expect(await unsubscribeView(slug, token)).toMatchObject({ isStopped: false });
    expect(await optIn(written)).toBe(true);
    const stopped = await handleUnsubscribe(post({ do: "stop" }), token);
    expect([stopped.status, stopped.headers.get("location")]).toEqual([303, `/${slug}/unsubscribe/${token}`]);
    expect(await unsubscribeView(slug, token)).toMatchObject({ isStopped: true });
    expect(await optIn(written)).toBe(false);
    await handleUnsubscribe(post({ do: "undo" }), token);
    expect(await unsubscribeView(slug, token)).toMatchObject({ isStopped: false });
    expect(await optIn(written)).toBe(true);
  });

  it("in one click (RFC 8058) is answered 200, also the second time and a year later", async () => {
    const written = await writtenTo();
    const token = written.token("unsubscribe", undefined, new Date(Date.now() - 365 * 86_400_000));
    for (let n = 0; n < 2; n += 1) {
      const response = await handleUnsubscribe(post({ "List-Unsubscribe": "One-Click" }), token);
      expect(response.status).toBe(200);
    }
    expect(await optIn(written)).toBe(false);
  });

  it("cannot be done with another's, an altered or a click token, nor gives consent to one who had none", async () => {
    const written = await writtenTo();
    const other = await newTestShop();
    for (const token of [written.token("click", "main"), `${written.token("unsubscribe")}x`, "x.y"])
      expect((await handleUnsubscribe(post({ do: "stop" }), token)).status).toBe(404);
    expect(await unsubscribeView(await slugOf(other), written.token("unsubscribe"))).toBeNull();
    expect((await handleUnsubscribe(post({ hello: "1" }), written.token("unsubscribe"))).status).toBe(400);
    expect(await optIn(written)).toBe(true);
    await inTransaction(written.shop.ctx, (t) =>
      t.tx.execute(sql`update members set mail_opt_in = false where member_id = ${written.memberId}`),
    );
    await handleUnsubscribe(post({ do: "undo" }), written.token("unsubscribe"));
    expect(await optIn(written)).toBe(false);
  });
});
