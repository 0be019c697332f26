import "@/server/jobs/registry";
import type { Ctx } from "@/server/kernel/ctx";
import { database } from "@/server/kernel/database";
import { DomainError, httpStatus, toPublicError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/ids";
import { log } from "@/server/kernel/log";
import { throttle } from "@/server/kernel/throttle";
import { parseInput } from "@/server/kernel/parse";
import { apiKeyBehind } from "@/server/tenancy/auth/api-key";
import { originOf } from "@/server/tenancy/auth/door";
import type { Endpoint } from "./endpoint";
import { type EndpointName, endpoints } from "./endpoints";

// A till records a few sales a second at most; a run-away loop stops here.
const perKey = { name: "api-key", points: 600, windowSeconds: 60 };
const wrongKeys = { name: "api-wrong-key", points: 60, windowSeconds: 900 };
const maxBodyBytes = 1024 * 1024;

/** Answers one call of the REST API: key, throttle, scope, input, verb. Every refusal is `{ code, reason, message }`. */
export async function handleApi(request: Request, name: EndpointName): Promise<Response> {
  const requestId = newId();
  const headers = { "cache-control": "no-store", "x-request-id": requestId };
  try {
    const endpoint: Endpoint = endpoints[name];
    const ctx = await ctxOf(request, requestId);
    const { scope } = endpoint;
    if (scope && !(ctx.actor.kind === "api_key" && ctx.actor.scopes.includes(scope)))
      throw new DomainError("forbidden", "api.scope", { scope });
    const given = endpoint.method === "GET" ? queryOf(request) : await bodyOf(request);
    const answer = await endpoint.run(ctx, parseInput(endpoint.input, given));
    return Response.json(endpoint.output.parse(answer), { headers });
  } catch (error) {
    const { code, reason, details } = toPublicError(error);
    if (code === "internal") log.error({ err: error, requestId, endpoint: name }, "API call failed");
    const wait: Record<string, string> = code === "limited" ? { "retry-after": String(details.waitSeconds ?? 60) } : {};
    const body = {
      code,
      reason,
      message: messageOf(code, details),
      ...(details.field ? { field: details.field } : {}),
      ...(details.serverTime ? { serverTime: details.serverTime } : {}),
    };
    return Response.json(body, { status: httpStatus[code], headers: { ...headers, ...wait } });
  }
}

/** The call at this address, or 404. */
export async function handleApiAt(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const found = Object.entries(endpoints).find(
    ([, { method, path }]) => path === pathname && method === (request.method === "HEAD" ? "GET" : request.method),
  );
  return found ? handleApi(request, found[0] as EndpointName) : noSuchCall();
}

export const noSuchCall = (): Response =>
  Response.json({ code: "not_found", reason: "api.no_such_call", message: "There is no such call." }, { status: 404 });

async function ctxOf(request: Request, requestId: string): Promise<Ctx> {
  const [scheme, secret = ""] = (request.headers.get("authorization") ?? "").split(" ");
  const now = new Date();
  const db = database("app");
  const found = scheme?.toLowerCase() === "bearer" ? await apiKeyBehind(db, secret, now) : null;
  if (!found) {
    await throttle(wrongKeys, originOf(request.headers));
    throw new DomainError("unauthenticated", "api.key");
  }
  await throttle(perKey, found.actor.id);
  return { tenant: found.tenant, actor: found.actor, db, now, requestId };
}

const queryOf = (request: Request) => Object.fromEntries(new URL(request.url).searchParams);

async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text.length > maxBodyBytes) throw new DomainError("invalid", "api.too_large");
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError("invalid", "api.not_json");
  }
}

const messages: Record<DomainError["code"], string> = {
  invalid: "The request is not well formed.",
  unauthenticated: "Send a valid key: Authorization: Bearer goen_...",
  forbidden: "This key does not allow that.",
  not_found: "There is no such thing in this shop.",
  conflict: "This was done before in another way, or changed meanwhile.",
  refused: "The rules of the shop do not allow that.",
  limited: "Too many calls. Wait, then try again.",
  internal: "Something went wrong here. The request may be repeated.",
};

function messageOf(code: DomainError["code"], details: DomainError["details"]): string {
  const hint = details.field
    ? ` Field: ${String(details.field)}.`
    : details.scope
      ? ` Scope: ${String(details.scope)}.`
      : "";
  const why = details.field && details.message ? ` ${String(details.message)}` : "";
  return messages[code] + hint + why;
}
