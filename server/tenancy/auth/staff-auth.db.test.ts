import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { staffSessions } from "@/db/schema/tenancy";
import type { Ctx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { newId } from "@/server/kernel/ids";
import { newTestShop } from "@/server/kernel/testing";
import { addStaff } from "../service/add-staff";
import { staffOfSession } from "./staff-session";

const db = database("app");
const password = "correct horse battery";

async function hire(ctx: Ctx) {
  const email = `${newId()}@example.jp`;
  const system = { ...ctx, actor: { kind: "system", name: "test" } as const };
  return { email, ...(await addStaff(system, { email, name: "鈴木", role: "marketer", password })) };
}

describe("the library's own routes", () => {
  const at = (path: string, init?: RequestInit) => new Request(`http://evil.example/api/auth/staff${path}`, init);
  const cookiesOf = (response: Response) =>
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";", 1)[0])
      .join("; ");
  let handle: (request: Request) => Promise<Response>;
  beforeAll(async () => {
    handle = (await import("./staff-auth")).handleStaffAuth;
  });

  async function signIn(body: Record<string, string>, provider = "password") {
    const csrf = await handle(at("/csrf"));
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const form = new URLSearchParams({ ...body, csrfToken });
    const cookie = cookiesOf(csrf);
    return {
      csrfToken,
      cookie,
      response: await handle(
        at(`/callback/${provider}`, {
          method: "POST",
          body: form,
          headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
        }),
      ),
    };
  }

  it("set a cookie that carries a session id and nothing of what the client sends", async () => {
    const { claimsOf } = await import("./next-auth-parts");
    const { staffAuth } = await import("./staff-auth");
    const shop = await newTestShop();
    const who = await hire(shop.ctx);
    const { response, cookie, csrfToken } = await signIn({ email: who.email, password });
    const setCookie = response.headers.getSetCookie().find((c) => c.startsWith("goen.staff="));
    expect(setCookie).toMatch(/HttpOnly/i);
    expect(setCookie).toMatch(/SameSite=Lax/i);
    expect(response.headers.get("location")).not.toContain("evil.example");
    const mine = `${cookie}; ${cookiesOf(response)}`;
    const update = await handle(
      at("/session", {
        method: "POST",
        headers: { cookie: mine, "content-type": "application/json" },
        body: JSON.stringify({
          csrfToken,
          data: { sid: newId(), email: "boss@example.jp", role: "owner", user: { role: "owner" } },
        }),
      }),
    );
    const told = (await update.json()) as Record<string, unknown>;
    expect(Object.keys(told)).toEqual(["expires"]);
    const after = `${cookie}; ${cookiesOf(update) || cookiesOf(response)}`;
    const session = await (staffAuth().auth as unknown as (r: unknown, s: unknown) => Promise<unknown>)(
      { headers: { cookie: after } },
      { appendHeader: () => {} },
    );
    const claims = claimsOf(session);
    const staff = await staffOfSession(db, shop.ctx.tenant, claims?.sessionId ?? "", new Date());
    expect(staff).toMatchObject({ accountId: who.accountId, role: "marketer" });
  });

  it("refuse without the CSRF token, and give a wrong password no cookie", async () => {
    const shop = await newTestShop();
    const who = await hire(shop.ctx);
    const wrong = await signIn({ email: who.email, password: "wrong" });
    const bare = await handle(
      at("/callback/password", { method: "POST", body: new URLSearchParams({ email: who.email, password }) }),
    );
    for (const response of [wrong.response, bare])
      expect(response.headers.getSetCookie().some((c) => c.startsWith("goen.staff="))).toBe(false);
    const sessions = await db.transaction(null, "read", (tx) =>
      tx.select().from(staffSessions).where(eq(staffSessions.accountId, who.accountId)),
    );
    expect(sessions).toHaveLength(0);
  });
});
