import { compiledWords } from "@/server/contents/queries";
import { fillShape } from "@/server/contents/rules/compile";
import { accessChangedContent } from "@/server/contents/rules/default-content";
import { noticeFill } from "@/server/contents/rules/values";
import type { Ctx } from "@/server/kernel/ctx";
import { env } from "@/server/kernel/env";
import { namedIn, tenantOf } from "@/server/kernel/gate";
import { newId } from "@/server/kernel/ids";
import type { MailChannel } from "../channels/channel";
import { mailRecipient } from "../queries/deliveries";
import { messageIdOf, senderOf } from "../rules/outgoing";

/**
 * Tells the address that was a member's until now that they sign in another way. At least once, as it is about safety. Throws
 * when the channel takes nothing, so that the event is handed over again.
 */
export async function sendAccessMail(
  ctx: Ctx,
  { memberId, what, tell }: { memberId: string; what: "email" | "password"; tell: string },
  channel: MailChannel,
): Promise<boolean> {
  const person = await mailRecipient(ctx, memberId);
  if (!person) return false;
  const shop = namedIn(await tenantOf(ctx), person.locale);
  const homeHref = new URL(`/${shop.slug}/my`, env().GOEN_BASE_URL).href;
  const compiled = compiledWords(shop, "notice", person.locale, accessChangedContent(what));
  const mail = await fillShape(compiled, noticeFill(shop.name, { href: homeHref, homeHref }));
  const id = newId();
  const [outcome] = await channel.send(
    [
      {
        id,
        messageId: messageIdOf(id, shop.mailFromAddress),
        from: senderOf(shop),
        to: tell,
        ...mail,
        headers: { "Auto-Submitted": "auto-generated" },
        date: ctx.now,
        shopId: ctx.tenant,
        meta: { kind: "access_changed" },
      },
    ],
    `access/${ctx.requestId}/${what}`,
  );
  if (outcome?.kind === "accepted") return true;
  if (outcome?.kind === "failed") return false;
  throw new Error(`notice not taken: ${outcome?.reason ?? "no answer"}`);
}
