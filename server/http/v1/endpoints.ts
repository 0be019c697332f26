import { z } from "zod";
import { type ApiScope, apiScopeNames } from "@/server/kernel/permissions";
import { findByKey, memberKeyInput } from "@/server/members/queries/find-by-key";
import { recordSaleInput } from "@/server/purchases/input";
import { recordSale } from "@/server/purchases/service/record-sale";
import { demandCode } from "@/server/pos/service/spend-proof";
import type { Endpoint } from "./endpoint";
import { occasionEndpoints } from "./occasion-endpoints";
import { posEndpoints } from "./pos-endpoints";

const keyOutput = z.object({
  keyId: z.uuid(),
  name: z.string(),
  scopes: z.array(z.enum(apiScopeNames as [ApiScope, ...ApiScope[]])),
  storeId: z.uuid().nullable(),
  device: z.string().nullable(),
});

const memberOutput = z.object({
  memberId: z.uuid(),
  memberNo: z.string(),
  familyName: z.string().nullable(),
  givenName: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  mailOptIn: z.boolean(),
  joinedAt: z.iso.datetime(),
});

const saleOutput = z.object({
  purchaseId: z.uuid(),
  totalYen: z.number().int(),
  pointsEarned: z.number().int(),
  pointsSpent: z.number().int(),
  pointsAvailable: z.number().int().nullable(),
  /** True when this receipt number had been recorded before; nothing was done now. */
  isRepeat: z.boolean(),
});

export const endpoints = {
  me: {
    method: "GET",
    path: "/api/v1/me",
    scope: null,
    summary: "Which key this is, and what it allows.",
    input: z.object({}),
    output: keyOutput,
    run: async ({ actor }) => {
      if (actor.kind !== "api_key") throw new TypeError("only keys come here");
      return {
        keyId: actor.id,
        name: actor.name,
        scopes: [...actor.scopes],
        storeId: actor.storeId,
        device: actor.device ?? null,
      };
    },
  },
  members: {
    method: "GET",
    path: "/api/v1/members",
    scope: "members.read",
    summary: "The one member with this card, phone number or e-mail address. Exactly one of them.",
    input: memberKeyInput,
    output: memberOutput,
    run: async (ctx, input) => {
      const found = await findByKey(ctx, input as z.output<typeof memberKeyInput>);
      const { memberId, memberNo, familyName, givenName, email, phone, mailOptIn, joinedAt } = found;
      return { memberId, memberNo, familyName, givenName, email, phone, mailOptIn, joinedAt: joinedAt.toISOString() };
    },
  },
  purchases: {
    method: "POST",
    path: "/api/v1/purchases",
    scope: "purchases.write",
    summary: "Records a sale with its points and warranties. Safe to repeat: `externalId` is the receipt number.",
    input: recordSaleInput,
    output: saleOutput,
    run: async (ctx, input) => {
      const { actor } = ctx;
      const sale = input as z.output<typeof recordSaleInput>;
      const storeId = sale.storeId ?? (actor.kind === "api_key" ? actor.storeId : null);
      // The way around the till's calls asks for the same proof; it has no look-up that could give one.
      if (sale.memberId !== null && sale.spendPoints > 0) await demandCode(ctx, sale.memberId, undefined);
      const { wallet, ...recorded } = await recordSale(ctx, { ...sale, storeId });
      return { ...recorded, pointsAvailable: wallet?.available ?? null };
    },
  },
  ...occasionEndpoints,
  ...posEndpoints,
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
