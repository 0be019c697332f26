import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import type { AuthState } from "@/components/auth/auth-state";
import { PresentPassword, ProofLink, type ProofNeeded, type ProofWords } from "@/components/auth/proof-fields";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { FormMessage } from "./form-message";

interface Props {
  base: string;
  /** Where LINE's browser is to be left, as it keeps no files; null elsewhere. */
  outsideHref: string | null;
  /** Why the last try gave nothing, in words. */
  problem: string | null;
  proof: ProofNeeded;
  proofWords: ProofWords;
  sendLink: () => Promise<AuthState>;
}

/** One's own data in a form that machines read, and the way to leave. */
export function DataPage({ base, outsideHref, problem, proof, proofWords, sendLink }: Props) {
  const t = useTranslations("account");
  const my = useTranslations("my.account");
  const mine = useTranslations("books.mine");
  return (
    <>
      <PageHeader title={t("data.title")} back={{ href: `${base}/account`, label: my("title") }} />
      <div className="grid gap-8">
        <Section title={t("data.export")}>
          <Card className="grid gap-4">
            <p className="text-sm text-ink-2">{t("data.exportLead")}</p>
            {outsideHref ? (
              <>
                <p className="text-sm text-ink-2">{t("line.data")}</p>
                <a href={outsideHref} className="inline-flex min-h-11 items-center text-brand-text underline">
                  {t("line.openOutside")}
                </a>
              </>
            ) : (
              <>
                {problem && <FormMessage tone="danger">{problem}</FormMessage>}
                {proof !== "link" && (
                  <form method="post" action={`${base}/account/export`} className="grid gap-4">
                    {proof === "password" && <PresentPassword words={proofWords} />}
                    <SubmitButton block>
                      <Download aria-hidden />
                      {t("data.exportButton")}
                    </SubmitButton>
                  </form>
                )}
                {proof !== "none" && <ProofLink words={proofWords} action={sendLink} isAside={proof === "password"} />}
              </>
            )}
          </Card>
        </Section>
        <Section title={mine("title")}>
          <Card className="grid gap-4">
            <p className="text-sm text-ink-2">{mine("lead")}</p>
            <ButtonLink href={`${base}/account/requests`} block>
              {mine("link")}
            </ButtonLink>
          </Card>
        </Section>
        <Section title={t("data.withdraw")}>
          <Card className="grid gap-4">
            <p className="text-sm text-ink-2">{t("data.withdrawLead")}</p>
            <ButtonLink href={`${base}/account/withdraw`} variant="danger-quiet" block>
              {t("data.withdrawButton")}
            </ButtonLink>
          </Card>
        </Section>
      </div>
    </>
  );
}
