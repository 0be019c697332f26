import { useTranslations } from "next-intl";
import { SvgCode } from "./svg-code";

type IssuedCardProps = {
  spoken: string;
  isSquare: boolean;
  codeSvg: string;
  claimSvg: string;
};

/** A new card: its number and code for the till, and the QR code with which the customer takes it along. */
export function IssuedCard({ spoken, isSquare, codeSvg, claimSvg }: IssuedCardProps) {
  const t = useTranslations("staff.issue");
  return (
    <div className="grid gap-5 rounded-xl border border-line bg-surface p-5 shadow-card md:grid-cols-2 md:divide-x md:divide-line">
      <div className="grid content-start justify-items-center gap-3 text-center">
        <h2 className="text-base">{t("cardCode")}</h2>
        <SvgCode
          svg={codeSvg}
          label={t("codeLabel", { number: spoken })}
          className={isSquare ? "size-52 p-2" : "h-36 w-full max-w-sm p-2"}
        />
        <p className="tabular text-2xl font-semibold tracking-wide">{spoken}</p>
      </div>
      <div className="grid content-start justify-items-center gap-3 text-center">
        <h2 className="text-base">{t("claimTitle")}</h2>
        <SvgCode svg={claimSvg} label={t("claimLabel")} className="size-52 p-1" />
        <p className="max-w-xs text-sm text-ink-2 [word-break:auto-phrase]">{t("claimLead")}</p>
      </div>
    </div>
  );
}
