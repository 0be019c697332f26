import { FileDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonStyle } from "@/components/ui/button-style";
import { PrintButton } from "./print-button";

export interface PaperLink {
  href: string;
  /** Inside LINE: it opens in the phone's own browser. */
  isOutside: boolean;
}

/** Keep a paper as PDF, or print it; inside LINE, which can do neither, it opens outside. */
export function PaperActions({ paper }: { paper: PaperLink }) {
  const t = useTranslations("papers");
  const line = useTranslations("account.line");
  return (
    <div className="grid gap-2 print:hidden">
      <div className="flex flex-wrap gap-2">
        {/* A file, not a page: the router must not fetch it ahead. */}
        <a href={paper.href} target={paper.isOutside ? undefined : "_blank"} rel="noopener" className={buttonStyle()}>
          <FileDown aria-hidden />
          {t("save")}
        </a>
        {!paper.isOutside && <PrintButton label={t("print")} />}
      </div>
      {paper.isOutside && <p className="text-xs text-ink-3">{line("pdf")}</p>}
    </div>
  );
}
