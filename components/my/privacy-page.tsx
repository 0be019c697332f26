import { useTranslations } from "next-intl";
import { DateTime } from "@/components/format/date-time";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import type { RequestKind, RequestState } from "@/server/books/input";
import { PrivacyForm, type PrivacyState } from "./privacy-form";

interface Props {
  base: string;
  kinds: readonly RequestKind[];
  requests: readonly {
    requestId: string;
    kind: RequestKind;
    details: string;
    state: RequestState;
    receivedAt: Date;
    dueOn: string;
    answer: string | null;
  }[];
  ask: (state: PrivacyState, form: FormData) => Promise<PrivacyState>;
  takeBack: (requestId: string) => Promise<void>;
}

/** Requests about one's own data, and what was answered. */
export function PrivacyPage({ base, kinds, requests, ask, takeBack }: Props) {
  const t = useTranslations("books.mine");
  const words = useTranslations("books.requests");
  const data = useTranslations("account.data");
  const formats = useFormats();
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("lead")}
        back={{ href: `${base}/account/data`, label: data("title") }}
      />
      <div className="grid gap-8">
        <Card>
          <PrivacyForm
            action={ask}
            kinds={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
            words={{
              kind: t("kind"),
              details: t("details"),
              detailsHint: t("detailsHint"),
              erasureHint: t("erasureHint"),
              submit: t("submit"),
            }}
          />
        </Card>
        {requests.length > 0 && (
          <Section title={t("list")}>
            <Card flush>
              <ul className="divide-y divide-line">
                {requests.map((one) => {
                  const isWaiting = one.state === "open" || one.state === "in_hand";
                  return (
                    <li key={one.requestId} className="grid gap-1.5 px-4 py-3 text-sm">
                      <span className="flex flex-wrap items-center justify-between gap-2">
                        <span className="font-medium">{words(`kinds.${one.kind}`)}</span>
                        <Badge tone={one.state === "done" ? "ok" : isWaiting ? "info" : "neutral"}>
                          {t(`states.${one.state}`)}
                        </Badge>
                      </span>
                      <DateTime value={one.receivedAt} className="text-xs text-ink-3" />
                      {one.details && <p className="break-words whitespace-pre-line text-ink-2">{one.details}</p>}
                      {one.answer && (
                        <p className="break-words whitespace-pre-line">{words("answered", { text: one.answer })}</p>
                      )}
                      {isWaiting && (
                        <span className="flex flex-wrap items-center justify-between gap-2">
                          <span className="text-xs text-ink-3">{t("due", { date: formats.date(one.dueOn) })}</span>
                          <form action={takeBack.bind(null, one.requestId)}>
                            <SubmitButton size="sm">{t("withdraw")}</SubmitButton>
                          </form>
                        </span>
                      )}
                    </li>
                  );
                })}
              </ul>
            </Card>
          </Section>
        )}
      </div>
    </>
  );
}
