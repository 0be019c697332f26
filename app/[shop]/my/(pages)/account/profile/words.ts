import "server-only";
import { getTranslations } from "next-intl/server";
import type { ProfileWords } from "@/components/my/profile-words";

const fields = [
  "familyName",
  "givenName",
  "familyKana",
  "givenKana",
  "phone",
  "birthday",
  "gender",
  "postalCode",
  "prefecture",
  "city",
  "addressLine",
] as const;

/** What the profile form says, in the reader's language. */
export async function profileWords(): Promise<ProfileWords> {
  const [t, errors] = [await getTranslations("account.profile"), await getTranslations("errors")];
  return {
    groups: { name: t("name"), address: t("addressSection"), contact: t("contact"), about: t("about") },
    fields: Object.fromEntries(fields.map((name) => [name, t(name)])),
    genders: [
      { value: "", label: t("genders.none") },
      ...(["female", "male", "other"] as const).map((value) => ({ value, label: t(`genders.${value}`) })),
    ],
    kanaHint: t("kanaHint"),
    phoneHint: t("phoneHint"),
    postal: {
      hint: t("postalHint"),
      none: t("postalNone"),
      offline: t("postalOffline"),
      filled: t("postalFilled"),
      choose: t("postalChoose"),
      chooseFirst: t("postalChooseFirst"),
    },
    save: t("save"),
    saved: t("saved"),
    discard: t("discard"),
    restored: t("restored"),
    discardDraft: t("discardDraft"),
    signedOut: t("signedOut"),
    signIn: t("signIn"),
    offline: errors("offline"),
    theirs: t.raw("theirs") as string,
    useTheirs: t("useTheirs"),
    empty: t("empty"),
  };
}
