import { CircleCheck, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Receipt } from "./receipt-number";

interface Props {
  at: "my" | "counter";
  repairId: string;
  receiptNo: string;
  repairsHref: string;
}

/** The request has arrived: its number, large enough to be read out, and where it can be followed. */
export function RequestReceipt({ at, repairId, receiptNo, repairsHref }: Props) {
  const t = useTranslations("repairs");
  return (
    <Card className="grid justify-items-center gap-4 py-10 text-center" role="status">
      <CircleCheck aria-hidden className="size-12 text-ok" />
      <h2 className="text-xl">{t("form.doneTitle")}</h2>
      <p className="text-sm text-ink-3">{t("number")}</p>
      <Receipt no={receiptNo} className="text-4xl font-semibold tracking-wide" />
      <p className="max-w-sm text-sm text-balance text-ink-2">{t("form.doneLead")}</p>
      <div className="mt-2 flex flex-wrap justify-center gap-2">
        {at === "counter" && (
          <ButtonLink href={`${repairsHref}/${repairId}/slip`} variant="primary" icon={<Printer aria-hidden />}>
            {t("form.print")}
          </ButtonLink>
        )}
        <ButtonLink href={`${repairsHref}/${repairId}`} variant={at === "my" ? "primary" : "secondary"}>
          {t("form.see")}
        </ButtonLink>
      </div>
    </Card>
  );
}
