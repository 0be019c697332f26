import { compiledWords } from "@/server/contents/queries";
import { fillShape } from "@/server/contents/rules/compile";
import { signUpContent } from "@/server/contents/rules/sign-up-content";
import { noticeFill, signInFill } from "@/server/contents/rules/values";
import type { Ctx } from "@/server/kernel/ctx";
import { env } from "@/server/kernel/env";
import { signUpLifeMs } from "@/server/tenancy/rules";
import { signUpMail } from "@/server/tenancy/service/sign-up";
import type { MailChannel } from "../channels/channel";
import { houseSender } from "../rules/house";
import { messageIdOf, senderOf } from "../rules/outgoing";

/**
 * Sends the mail of a sign-up. At least once, with the same Message-ID. Nothing is sent for one that is used or too old. Throws
 * when the channel takes nothing, so that the job is tried again.
 */
export async function sendSignUpMail(
  ctx: Pick<Ctx, "db" | "now">,
  { signUpId }: { signUpId: string },
  channel: MailChannel,
): Promise<boolean> {
  const wanted = await signUpMail(ctx, signUpId);
  if (!wanted) return false;
  const settings = env();
  const house = houseSender(settings.GOEN_BASE_URL, settings.GOEN_MAIL_FROM);
  const template = wanted.isKnown ? ("notice" as const) : ("sign-in" as const);
  const compiled = compiledWords(house, template, wanted.locale, signUpContent(wanted.isKnown));
  const link = { href: wanted.url, homeHref: settings.GOEN_BASE_URL };
  const filled = wanted.isKnown
    ? noticeFill(house.name, link)
    : signInFill({ locale: wanted.locale, shopName: house.name }, { ...link, validMinutes: signUpLifeMs / 60_000 });
  const mail = await fillShape(compiled, filled);
  const [outcome] = await channel.send(
    [
      {
        id: signUpId,
        messageId: messageIdOf(signUpId, house.mailFromAddress),
        from: senderOf(house),
        to: wanted.to,
        ...mail,
        headers: { "Auto-Submitted": "auto-generated" },
        date: ctx.now,
        shopId: null,
        meta: { kind: "sign_up" },
      },
    ],
    `sign-up/${signUpId}`,
  );
  if (outcome?.kind === "accepted") return true;
  if (outcome?.kind === "failed") return false;
  throw new Error(`sign-up mail not taken: ${outcome?.reason ?? "no answer"}`);
}
