import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Count } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { Card, Section } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import type { StepName } from "./work";

export interface FindingView {
  code: string;
  value: Exclude<StepName, "check">;
  weight: "block" | "warn";
  locale?: "ja" | "en";
  field?: string;
  n?: number;
  word?: string;
  at?: Date;
}

export interface AudienceView {
  candidates: number;
  noConsent: number;
  suppressed: number;
  noAddress: number;
  heldOut: number;
  capped: number;
  sent: number;
}

interface Props {
  findings: readonly FindingView[];
  audience: AudienceView | null;
  /** The audience is that of the next day's run, not of a single sending. */
  isByDate: boolean;
  stepLink: (step: StepName, label: ReactNode) => ReactNode;
}

const values = ["target", "offer", "timing", "channel", "contents"] as const;

/** Everything that stands between a draft and its launch, by step, and who would get it. */
export function CheckList({ findings, audience, isByDate, stepLink }: Props) {
  const t = useTranslations("composer");
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <Section level={3} title={t("check.title")}>
        <Card flush>
          <ul className="divide-y divide-line">
            {values.map((value) => {
              const own = findings.filter((finding) => finding.value === value);
              const weight = own.some((finding) => finding.weight === "block")
                ? "block"
                : own.length > 0
                  ? "warn"
                  : "ok";
              return (
                <li key={value} className="grid gap-1.5 px-4 py-3 sm:px-5">
                  <div className="flex items-center gap-2.5 text-sm">
                    <Mark weight={weight} />
                    <span className="flex-1 font-medium">{stepLink(value, t(`steps.${value}`))}</span>
                    <span className="text-xs text-ink-3">{t(`check.${weight}`)}</span>
                  </div>
                  {own.length > 0 && (
                    <ul className="grid gap-1 ps-7 text-sm">
                      {own.map((finding, at) => (
                        <li key={at} className={finding.weight === "block" ? "text-danger" : "text-ink-2"}>
                          <FindingWords finding={finding} />
                        </li>
                      ))}
                    </ul>
                  )}
                </li>
              );
            })}
          </ul>
        </Card>
      </Section>
      <Section level={3} title={t(isByDate ? "check.nextAudience" : "check.audience")}>
        <Card>
          {audience ? <Audience audience={audience} /> : <p className="text-sm text-ink-3">{t("check.noAudience")}</p>}
        </Card>
      </Section>
    </div>
  );
}

function Mark({ weight }: { weight: "block" | "warn" | "ok" }) {
  const Icon = weight === "block" ? CircleAlert : weight === "warn" ? TriangleAlert : CircleCheck;
  return (
    <Icon
      aria-hidden
      className={cn(
        "size-4.5 shrink-0",
        weight === "block" ? "text-danger" : weight === "warn" ? "text-warn" : "text-ok",
      )}
    />
  );
}

/** A finding as a sentence. */
export function FindingWords({ finding }: { finding: FindingView }) {
  const t = useTranslations("composer");
  const formats = useFormats();
  const { code, locale, field, n, word, at } = finding;
  const sentence = t(`finding.${code}` as "finding.no_target", {
    field: field ? t(`contents.fields.${field}` as "contents.fields.subject") : "",
    n: n === undefined ? "" : formats.number(n),
    word: word ? `{{${word}}}` : "",
    at: at ? formats.dateTime(at) : "",
  });
  return locale ? t("finding.inLanguage", { language: t(`contents.${locale}`), sentence }) : sentence;
}

function Audience({ audience }: { audience: AudienceView }) {
  const t = useTranslations("composer.check");
  const lost = (["noConsent", "suppressed", "noAddress", "heldOut", "capped"] as const).filter(
    (reason) => audience[reason] > 0,
  );
  const line = "flex items-baseline justify-between gap-4 py-1.5 text-sm";
  return (
    <dl className="divide-y divide-line">
      <div className={line}>
        <dt>{t("candidates")}</dt>
        <dd className="font-medium">
          <Count value={audience.candidates} />
        </dd>
      </div>
      {lost.map((reason) => (
        <div key={reason} className={cn(line, "text-ink-2")}>
          <dt className="ps-3">{t(`lost.${reason}`)}</dt>
          <dd>
            −<Count value={audience[reason]} />
          </dd>
        </div>
      ))}
      <div className={cn(line, "text-base font-semibold")}>
        <dt>{t("sent")}</dt>
        <dd>
          <Count value={audience.sent} />
        </dd>
      </div>
    </dl>
  );
}
