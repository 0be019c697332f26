import "server-only";
import { getTranslations } from "next-intl/server";
import type { SignInWords } from "@/components/auth/member-sign-in-form";
import type { ProofWords } from "@/components/auth/proof-fields";

// The forms before and around sign-in carry no translations to the phone: they are given the words they show.

export async function signInWords(isLine: boolean): Promise<SignInWords> {
  const [t, account] = [await getTranslations("auth.signIn"), await getTranslations("account.line")];
  return {
    email: t("email"),
    password: t("password"),
    submit: t("submit"),
    sendLink: t("sendLink"),
    withPassword: t("withPassword"),
    withLink: t("withLink"),
    sentTitle: t("sentTitle"),
    sent: t.raw("sent") as string,
    notArrived: t("notArrived"),
    inLine: isLine ? account("mailedLink") : null,
  };
}

export async function addressWords(proof: ProofWords) {
  const [t, s] = [await getTranslations("auth.member"), await getTranslations("auth.signIn")];
  return {
    email: s("email"),
    submit: t("addressSubmit"),
    sentTitle: s("sentTitle"),
    sent: t.raw("addressSent") as string,
    notArrived: s("notArrived"),
    proof,
  };
}

export async function passwordWords(proof: ProofWords) {
  const t = await getTranslations("auth.member");
  return {
    password: t("passwordNew"),
    hint: t("passwordHint"),
    submit: t("passwordSubmit"),
    done: t("passwordDone"),
    proof,
  };
}

/** The head of the page on which an address is given for the first time, or changed; and the way back. */
export async function addressHead(me: { email: string | null; emailVerifiedAt: Date | null }, home: string) {
  const [auth, t] = [await getTranslations("auth.member"), await getTranslations("account")];
  if (!me.emailVerifiedAt)
    return {
      title: auth("addressTitle"),
      lead: auth("addressDescription"),
      back: { href: home, label: auth("later") },
    };
  return {
    title: t("address.changeTitle"),
    lead: t("address.changeLead", { email: me.email ?? "" }),
    back: { href: `${home}/account`, label: t("backToSettings") },
  };
}
