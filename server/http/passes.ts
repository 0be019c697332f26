import { z } from "zod";
import type { Ctx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";
import { throttle } from "@/server/kernel/throttle";
import { logoPicture } from "@/server/passes/queries/pass-content";
import { passBehind } from "@/server/passes/queries/pass-token";
import { changedPasses, forgetDevice, registerDevice } from "@/server/passes/service/devices";
import { renderApplePass, takeApplePass, takeGooglePass } from "@/server/passes/service/issue-pass";
import { originOf } from "@/server/tenancy/auth/door";
import { contextFor } from "@/server/trpc/caller";
import { answered } from "./answers";

// A phone asks a few times a day; a run-away one, or one that guesses, stops here.
const perOrigin = { name: "passes", points: 300, windowSeconds: 300 };
const passType = "application/vnd.apple.pkpass";

/**
 * /api/passes/<shop>/...: the member's own card (`card.pkpass`, `google`), the shop's picture for Google (`logo.png`), and below `v1` what
 * Apple Wallet asks of us (Apple, "Adding a Web Service to Update Passes").
 */
export const handlePasses = (request: Request, slug: string, path: readonly string[]): Promise<Response> =>
  answered("pass not served", async () => {
    const context = await contextFor(slug);
    if (!context) throw new DomainError("not_found", "kernel.not_found");
    await throttle(perOrigin, originOf(request.headers));
    const { shop, db, now, requestId } = context;
    const visitor: Ctx = { tenant: shop.id, actor: { kind: "visitor" }, db, now, requestId };
    const [first, ...rest] = path;
    if (request.method === "GET" && path.length === 1) {
      if (first === "logo.png") return picture(await logoPicture(visitor));
      const member = await context.member();
      if (!member) return signInFirst(slug);
      const own: Ctx = { ...visitor, actor: member };
      if (first === "card.pkpass") return passFile(await takeApplePass(own, member.id), shop.slug);
      if (first === "google")
        return new Response(null, { status: 303, headers: { location: (await takeGooglePass(own, member.id)).url } });
    }
    if (first === "v1") return answerApple(request, visitor, rest, shop.slug);
    throw new DomainError("not_found", "kernel.not_found");
  });

const signInFirst = (slug: string) =>
  new Response(null, {
    status: 303,
    headers: { location: `/${slug}/my/sign-in?returnTo=${encodeURIComponent(`/${slug}/my/card`)}` },
  });

const picture = (bytes: Buffer) =>
  new Response(new Uint8Array(bytes), {
    headers: { "content-type": "image/png", "cache-control": "public, max-age=86400" },
  });

const passFile = ({ bytes, changedAt }: { bytes: Buffer; changedAt: Date }, slug: string) =>
  new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": passType,
      "content-disposition": `attachment; filename="${slug}.pkpass"`,
      "last-modified": changedAt.toUTCString(),
      "cache-control": "private, no-store",
    },
  });

const empty = (status: number) => new Response(null, { status, headers: { "cache-control": "no-store" } });

const tokenOf = (request: Request) => /^ApplePass (\S+)$/.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";

/** Acts for the member whose pass it is once the token has vouched for it. */
const asMember = (ctx: Ctx, memberId: string): Ctx => ({ ...ctx, actor: { kind: "member", id: memberId } });

async function answerApple(request: Request, ctx: Ctx, path: readonly string[], slug: string): Promise<Response> {
  const [what, a = "", verb, , serialNumber = ""] = path;
  const door = { serialNumber, token: tokenOf(request) };
  const route = `${request.method} ${what}/${path.length}${verb === "registrations" ? "/registrations" : ""}`;
  switch (route) {
    case "POST devices/5/registrations": {
      const { pushToken } = z.object({ pushToken: z.string() }).parse(await bodyOf(request));
      return empty((await registerDevice(ctx, door, { deviceId: a, pushToken })).isNew ? 201 : 200);
    }
    case "DELETE devices/5/registrations":
      await forgetDevice(ctx, door, a);
      return empty(200);
    case "GET devices/4/registrations": {
      const since = Number(new URL(request.url).searchParams.get("passesUpdatedSince") ?? 0);
      const changed = await changedPasses(ctx, a, Number.isSafeInteger(since) && since >= 0 ? since : 0);
      return changed ? Response.json(changed, { headers: { "cache-control": "no-store" } }) : empty(204);
    }
    case "GET passes/3": {
      const pass = await passBehind(ctx, path[2] ?? "", tokenOf(request));
      const { bytes, changedAt } = await renderApplePass(asMember(ctx, pass.memberId), pass.memberId, pass.id);
      const known = Date.parse(request.headers.get("if-modified-since") ?? "");
      return known >= Math.floor(changedAt.getTime() / 1000) * 1000 ? empty(304) : passFile({ bytes, changedAt }, slug);
    }
    case "POST log/1": {
      const { logs } = z.object({ logs: z.array(z.string().max(2000)).max(50) }).parse(await bodyOf(request));
      for (const line of logs) log.warn({ line: line.slice(0, 500) }, "Apple Wallet reports");
      return empty(200);
    }
    default:
      throw new DomainError("not_found", "kernel.not_found");
  }
}

async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text.length > 64 * 1024) throw new DomainError("invalid", "kernel.too_large");
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("invalid", "kernel.input");
  }
}
