import { makeFormats } from "@/components/format/formats";
import { chooseLocale, LOCALE_COOKIE } from "@/components/format/locale";
import en from "@/components/messages/en/papers.json";
import ja from "@/components/messages/ja/papers.json";
import { namedIn } from "@/server/kernel/gate";
import type { Ctx } from "@/server/kernel/ctx";
import { isDomainError } from "@/server/kernel/errors";
import { isUuid } from "@/server/kernel/ids";
import { isSignatureValid, sign } from "@/server/kernel/signing";
import { memberById } from "@/server/members/queries/find-member";
import { purchaseById, purchaseOfLine } from "@/server/purchases/queries";
import { counterReceipt } from "@/server/counter/queries";
import { contextFor } from "@/server/trpc/caller";
import type { TrpcContext } from "@/server/trpc/context";
import { warrantyNumber } from "@/server/warranties/rules";
import { warrantyById } from "@/server/warranties/queries";
import { type PaperSetting, receiptPaper } from "./receipt-paper";
import { qrPicture } from "./qr-picture";
import { warrantyPaper } from "./warranty-paper";

type Kind = "receipt" | "warranty";

const purpose = "paper";
const keyLifeMs = 10 * 60_000;
const sealed = (tenant: string, memberId: string, kind: Kind, id: string, until: number) =>
  `${tenant}.${memberId}.${kind}.${id}.${until}`;

/**
 * A key with which one paper can be read without a sign-in, for ten minutes: LINE's browser cannot show or keep a PDF, and the
 * browser that can is not signed in.
 */
export function paperKey(tenant: string, memberId: string, kind: Kind, id: string, now: Date): string {
  const until = now.getTime() + keyLifeMs;
  return `${memberId}.${until}.${sign(purpose, sealed(tenant, memberId, kind, id, until))}`;
}

/** Whose paper it is: the signed-in member's, or that of whoever the key was made for. */
async function readerOf(context: TrpcContext, request: Request, kind: Kind, id: string): Promise<string | null> {
  const [memberId = "", until = "", signature = ""] = (new URL(request.url).searchParams.get("key") ?? "").split(".");
  if (
    isUuid(memberId) &&
    Number(until) > context.now.getTime() &&
    isSignatureValid(purpose, sealed(context.shop.id, memberId, kind, id, Number(until)), signature)
  )
    return memberId;
  return (await context.member())?.id ?? null;
}

const cookieOf = (request: Request, name: string) =>
  new RegExp(`(?:^|; )${name.replace(".", "\\.")}=([^;]*)`).exec(request.headers.get("cookie") ?? "")?.[1];

type Draw = (
  ctx: Ctx,
  memberId: string,
  id: string,
  shop: TrpcContext["shop"],
  setting: PaperSetting,
) => Promise<{
  name: string;
  bytes: Uint8Array;
}>;

const fullName = (person: { familyName: string | null; givenName: string | null }) =>
  [person.familyName, person.givenName].filter(Boolean).join(" ") || null;

const receipt: Draw = async (ctx, memberId, id, shop, setting) => {
  const purchase = await purchaseById(ctx, { memberId, purchaseId: id });
  const person = await memberById(ctx, memberId);
  const facts = { ...purchase, memberNo: person.memberNo, personName: fullName(person) };
  const name = `${setting.words.receipt.file}-${purchase.externalId}`;
  return { name, bytes: await receiptPaper(namedIn(shop, setting.language), facts, setting) };
};

const warranty: Draw = async (ctx, memberId, id, shop, setting) => {
  const found = await warrantyById(ctx, { memberId, warrantyId: id });
  const sale = await purchaseOfLine(ctx, { memberId, lineId: found.purchaseLineId });
  const person = await memberById(ctx, memberId);
  const number = warrantyNumber(found.warrantyId);
  const facts = {
    ...found,
    number,
    boughtAt: sale?.occurredAt ?? null,
    storeName: sale?.storeName ?? null,
    receiptNo: sale?.externalId ?? null,
    memberNo: person.memberNo,
    personName: fullName(person),
  };
  return {
    name: `${setting.words.warranty.file}-${number}`,
    bytes: await warrantyPaper(namedIn(shop, setting.language), facts, setting),
  };
};

const drawings = { receipt, warranty };

/** The counter's receipt of a sale as PDF: to staff alone, 404 for what this shop does not have. */
export async function answerCounterReceipt(request: Request, slug: string, purchaseId: string): Promise<Response> {
  const context = await contextFor(slug);
  const actor = await context?.staff();
  if (!context || !actor) return new Response(null, { status: 404 });
  const { shop, db, now, requestId } = context;
  const ctx: Ctx = { tenant: shop.id, actor, db, now, requestId };
  const memberId = new URL(request.url).searchParams.get("member");
  return answerPdf("receipt", async () => {
    const setting = settingOf(request, shop, now);
    const { sale, memberNo, claim } = await counterReceipt(ctx, { purchaseId, memberId });
    const code = claim && { code: await qrPicture(claim.url), lastDay: claim.lastDay };
    const facts = { ...sale, memberNo, personName: null, claim: code, isCounters: true };
    const name = `${setting.words.receipt.file}-${sale.externalId}`;
    return { name, bytes: await receiptPaper(namedIn(shop, setting.language), facts, setting) };
  });
}

function settingOf(request: Request, shop: TrpcContext["shop"], now: Date): PaperSetting {
  const locale = chooseLocale(cookieOf(request, LOCALE_COOKIE), request.headers.get("accept-language"));
  const words = locale === "ja" ? ja : en;
  return { words, formats: makeFormats(locale, shop.timeZone), language: locale, now };
}

async function answerPdf(kind: Kind, draw: () => Promise<{ name: string; bytes: Uint8Array }>): Promise<Response> {
  try {
    const { name, bytes } = await draw();
    return new Response(Buffer.from(bytes), {
      headers: {
        "content-type": "application/pdf",
        // RFC 6266: the plain name for old programs, the real one for the rest.
        "content-disposition": `inline; filename="${kind}.pdf"; filename*=UTF-8''${encodeURIComponent(name)}.pdf`,
        "cache-control": "private, no-store",
        "x-robots-tag": "noindex",
      },
    });
  } catch (error) {
    if (isDomainError(error) && (error.code === "not_found" || error.code === "invalid" || error.code === "forbidden"))
      return new Response(null, { status: 404 });
    throw error;
  }
}

/** Answers with a paper as PDF: 404 for what is not the reader's, to sign-in for a stranger. */
export async function answerPaper(request: Request, slug: string, kind: Kind, id: string): Promise<Response> {
  const context = await contextFor(slug);
  if (!context) return new Response(null, { status: 404 });
  const memberId = await readerOf(context, request, kind, id);
  if (!memberId) {
    const page = new URL(request.url).pathname.replace(/\/pdf$/, "");
    return new Response(null, {
      status: 303,
      headers: { location: `/${slug}/my/sign-in?returnTo=${encodeURIComponent(page)}` },
    });
  }
  const { shop, db, now, requestId } = context;
  const ctx: Ctx = { tenant: shop.id, actor: { kind: "member", id: memberId }, db, now, requestId };
  return answerPdf(kind, () => drawings[kind](ctx, memberId, id, shop, settingOf(request, shop, now)));
}
