import { getTranslations } from "next-intl/server";
import { MemberConfirmForm } from "@/components/auth/member-confirm-form";
import { ButtonLink } from "@/components/ui/button-link";
import type { LinkPurpose } from "@/server/members/rules/links";
import { isMemberLinkUsable } from "@/server/members/service/member-sign-in";
import { callerFor } from "@/server/trpc/caller";
import { actingAt } from "./acting";
import { spendLink } from "./actions";
import { ShopDoor } from "./shop-door";

const kinds = {
  link: {
    purpose: "sign_in",
    title: "member.linkTitle",
    description: "member.linkDescription",
    submit: "signIn.submit",
  },
  verify: {
    purpose: "verify_email",
    title: "member.verifyTitle",
    description: "member.verifyDescription",
    submit: "member.verifySubmit",
  },
  join: {
    purpose: "join",
    title: "member.joinTitle",
    description: "member.joinDescription",
    submit: "member.joinSubmit",
  },
  claim: {
    purpose: "claim_card",
    title: "member.claimTitle",
    description: "member.claimDescription",
    submit: "member.claimSubmit",
  },
} as const satisfies Record<string, { purpose: LinkPurpose; title: string; description: string; submit: string }>;

interface LinkPageProps {
  slug: string;
  kind: keyof typeof kinds;
  token: string;
  /** Where the member wanted to go when they asked for the link. */
  returnTo?: string;
}

/** The page behind a one-time link: a button when it can be used, the way on when it cannot. */
export async function LinkPage({ slug, kind, token, returnTo = "" }: LinkPageProps) {
  const [{ shop }, t] = [await callerFor(slug), await getTranslations("auth")];
  const { purpose, title, description, submit } = kinds[kind];
  if (await isMemberLinkUsable(await actingAt(slug), purpose, token)) {
    return (
      <ShopDoor shop={shop} title={t(title)} description={t(description)}>
        <MemberConfirmForm action={spendLink.bind(null, slug, kind, token, returnTo)} label={t(submit)} />
      </ShopDoor>
    );
  }
  return (
    <ShopDoor shop={shop} title={t("over.title")} description={t(kind === "claim" ? "over.claim" : "over.description")}>
      <ButtonLink href={`/${slug}/my/${kind === "verify" ? "address" : "sign-in"}`} variant="primary" block>
        {kind === "claim" ? t("member.title") : t("over.again")}
      </ButtonLink>
    </ShopDoor>
  );
}
