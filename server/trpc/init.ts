import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import type { Actor, Ctx, StaffRole } from "@/server/kernel/ctx";
import { DomainError, type ErrorCode, isDomainError, toPublicError } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";
import { type Permission, permissions } from "@/server/kernel/permissions";
import type { TrpcContext } from "./context";

const codes = {
  invalid: "BAD_REQUEST",
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  not_found: "NOT_FOUND",
  conflict: "CONFLICT",
  refused: "UNPROCESSABLE_CONTENT",
  limited: "TOO_MANY_REQUESTS",
  internal: "INTERNAL_SERVER_ERROR",
} as const satisfies Record<ErrorCode, string>;

const t = initTRPC.context<TrpcContext>().create({
  transformer: superjson,
  errorFormatter({ shape, error }) {
    // Zod errors of procedure inputs become the same `invalid` that verbs throw; nothing of an internal error leaves.
    const domain = isDomainError(error.cause)
      ? error.cause
      : error.code === "BAD_REQUEST"
        ? new DomainError("invalid", "kernel.invalid_input")
        : null;
    return {
      ...shape,
      message: domain?.reason ?? (error.code === "NOT_FOUND" ? "kernel.not_found" : "kernel.internal"),
      data: {
        code: shape.data.code,
        httpStatus: shape.data.httpStatus,
        reason: domain?.reason ?? "kernel.internal",
        details: domain?.details ?? {},
      },
    };
  },
});

/** Maps every throw once: a DomainError to its code, anything else to a bare internal error that is logged with its request. */
const mapErrors = t.middleware(async ({ ctx, next, path }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = result.error.cause;
  if (!isDomainError(cause) && result.error.code !== "INTERNAL_SERVER_ERROR") return result;
  const error = toPublicError(cause ?? result.error);
  if (error.code === "internal")
    log.error({ path, requestId: ctx.requestId, tenant: ctx.shop.id, err: cause }, "procedure failed");
  throw new TRPCError({ code: codes[error.code], message: error.reason, cause: error });
});

const base = t.procedure.use(mapErrors);

function ctxFor(ctx: TrpcContext, actor: Actor): Ctx {
  const { shop, db, now, requestId, client } = ctx;
  return { tenant: shop.id, actor, db, now, requestId, ...(client ? { client } : {}) };
}

/** For anyone at all; verbs behind it must be harmless to a stranger. The actor is `visitor`. */
export const publicProcedure = base.use(({ ctx, next }) =>
  next({ ctx: { ...ctx, goen: ctxFor(ctx, { kind: "visitor" }) } }),
);

/** For a signed-in member of this shop; `ctx.goen` is the verbs' context. */
export const memberProcedure = base.use(async ({ ctx, next }) => {
  const member = await ctx.member();
  if (!member) throw new DomainError("unauthenticated", "auth.sign_in_required");
  return next({ ctx: { ...ctx, goen: ctxFor(ctx, member), member } });
});

/** For a member who signed in or who followed a signed link. Give out only what is harmless in a forwarded mail. */
export const linkProcedure = base.use(async ({ ctx, next }) => {
  const who = (await ctx.member()) ?? (await ctx.link());
  if (!who) throw new DomainError("unauthenticated", "auth.sign_in_required");
  return next({ ctx: { ...ctx, goen: ctxFor(ctx, who), memberId: who.kind === "member" ? who.id : who.memberId } });
});

/** For staff of this shop in one of the given roles (all roles when none is given). Verbs authorise again by access.ts. */
export const staffProcedure = (...roles: StaffRole[]) =>
  base.use(async ({ ctx, next }) => {
    const staff = await ctx.staff();
    if (!staff) throw new DomainError("unauthenticated", "auth.sign_in_required");
    if (roles.length > 0 && !roles.includes(staff.role))
      throw new DomainError("forbidden", "auth.role", { role: staff.role });
    return next({ ctx: { ...ctx, goen: ctxFor(ctx, staff), staff } });
  });

/** For staff whose role carries a permission, by the one table; verbs ask it again. */
export const permittedProcedure = (permission: Permission) => staffProcedure(...permissions[permission]);

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
