import { useTranslations } from "next-intl";
import { Points } from "@/components/format/amount";
import type { AuthState } from "@/components/auth/auth-state";
import type { ProofNeeded, ProofWords } from "@/components/auth/proof-fields";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { TextLink } from "@/components/ui/text-link";
import { WithdrawForm, type WithdrawState } from "./withdraw-form";

interface Props {
  base: string;
  memberNo: string;
  wallet: { available: number; pending: number };
  warranties: number;
  repairs: number;
  withdraw: (state: WithdrawState, form: FormData) => Promise<WithdrawState>;
  proof: ProofNeeded;
  proofWords: ProofWords;
  sendLink: () => Promise<AuthState>;
}

/** What one loses by leaving, what stays, and the word that has to be typed. */
export function WithdrawPage({ base, memberNo, wallet, warranties, repairs, withdraw, ...proof }: Props) {
  const t = useTranslations("account.withdraw");
  const data = useTranslations("account.data");
  const facts = [
    { key: "points", term: t("points"), value: <Points value={wallet.available} className="font-semibold" /> },
    ...(wallet.pending > 0
      ? [{ key: "pending", term: t("pending"), value: <Points value={wallet.pending} className="font-semibold" /> }]
      : []),
    { key: "card", term: t("card"), value: t("cardLost", { number: memberNo }) },
    { key: "purchases", term: t("purchases"), value: t("purchasesLost") },
    ...(warranties > 0
      ? [
          {
            key: "warranties",
            term: t("warranties"),
            value: (
              <>
                {t("warrantiesKept", { count: warranties })}{" "}
                <TextLink href={`${base}/warranties`}>{t("papers")}</TextLink>
              </>
            ),
          },
        ]
      : []),
    ...(repairs > 0 ? [{ key: "repairs", term: t("repairs"), value: t("repairsOpen", { count: repairs }) }] : []),
    { key: "news", term: t("news"), value: t("newsStops") },
  ];
  const word = t("word");
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("lead")}
        back={{ href: `${base}/account/data`, label: data("title") }}
      />
      <div className="grid gap-6">
        <Card>
          <DescriptionList items={facts} />
        </Card>
        <WithdrawForm
          action={withdraw}
          {...proof}
          words={{
            reason: t("reason"),
            type: t("type", { word }),
            submit: t("submit"),
          }}
        />
        <p className="text-center text-sm">
          <TextLink href={`${base}/account`} className="inline-flex min-h-11 items-center">
            {t("cancel")}
          </TextLink>
        </p>
      </div>
    </>
  );
}
