import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccountPage } from "@/components/account/account-page";
import { homeOf } from "@/server/tenancy/rules";
import { ownAccountOr } from "./account-gate";
import * as actions from "./actions";

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations("access.account"))("title"),
  robots: { index: false },
});

export default async function Page() {
  const { shops, ...account } = await ownAccountOr("/account");
  const [only] = shops;
  const { saveProfile, changePassword, endSession, endOthers, renewCodes, turnTwoStepOff } = actions;
  return (
    <AccountPage
      account={account}
      backHref={only && shops.length === 1 ? homeOf(only) : "/shops"}
      actions={{ saveProfile, changePassword, endSession, endOthers, renewCodes, turnTwoStepOff }}
    />
  );
}
