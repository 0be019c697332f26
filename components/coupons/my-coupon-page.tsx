import { CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Card, Section } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";

interface Props {
  base: string;
  title: string;
  benefit: string;
  note: string;
  state: "usable" | "coming" | "used" | "over" | "stopped";
  use: "till" | "tear" | "both";
  code: string;
  spoken: string;
  /** The code as a QR picture, drawn by the server; null where it is not to be shown. */
  codeSvg: string | null;
  sentences: readonly string[];
  /** In words: when it was used. */
  usedAt: string | null;
  until: string;
  /** Tearing it, or undoing that. */
  action: ReactNode;
  /** The time of now, moving: a picture of the screen stands still. */
  clock: ReactNode;
}

/** One coupon to be shown: large, light whatever the theme, and plainly over when it is. */
export function MyCouponPage(props: Props) {
  const { base, title, benefit, note, state, use, code, spoken, codeSvg, sentences, usedAt, until, action, clock } =
    props;
  const t = useTranslations("coupons");
  const isUsable = state === "usable";
  return (
    <div className="grid gap-5">
      <div className="grid gap-1">
        <h1 className="text-xl wrap-anywhere">{title}</h1>
        <p className="text-sm text-ink-2">{t("my.until", { date: until })}</p>
      </div>
      {isUsable ? (
        <div className="grid gap-3 rounded-2xl border-2 border-dashed border-line-strong bg-white px-4 py-6 text-center text-[#16181d]">
          <p className="text-2xl font-semibold wrap-anywhere">{benefit}</p>
          {codeSvg && (
            <>
              <p className="text-sm">{t("my.show")}</p>
              <img
                src={`data:image/svg+xml;base64,${Buffer.from(codeSvg).toString("base64")}`}
                alt={t("my.alt", { code: spoken })}
                className="mx-auto size-44"
              />
              <p className="tabular text-lg tracking-widest" data-code={code}>
                {spoken}
              </p>
            </>
          )}
          {use !== "till" && <p className="text-sm">{t("my.showTear")}</p>}
          {clock}
        </div>
      ) : (
        <div
          role="status"
          className="grid justify-items-center gap-2 rounded-2xl border border-line bg-sunken px-4 py-8 text-center"
        >
          <CircleCheck aria-hidden className="size-10 text-ink-3" />
          <Badge tone="neutral">{t(`held.${state}`)}</Badge>
          {usedAt && <p className="font-medium">{t("my.usedAt", { time: usedAt })}</p>}
        </div>
      )}
      {action}
      {note && <p className="text-sm whitespace-pre-line">{note}</p>}
      <Section title={t("my.terms")}>
        <Card>
          <ul className="grid list-disc gap-1 ps-5 text-sm text-ink-2">
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Card>
      </Section>
      <TextLink href={`${base}/coupons`}>{t("my.back")}</TextLink>
    </div>
  );
}
