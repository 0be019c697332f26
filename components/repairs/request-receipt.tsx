import { CircleCheck, Printer } from "lucide-react";
import Link from "next/link";
import { useLightWords } from "@/components/form/light-words";
import { buttonStyle } from "@/components/ui/button-style";
import { cardStyle } from "@/components/ui/card-style";
import { spoken } from "./spoken";

interface Props {
  at: "my" | "counter";
  repairId: string;
  receiptNo: string;
  repairsHref: string;
}

/** The request has arrived: its number, large enough to be read out, and where it can be followed. */
export function RequestReceipt({ at, repairId, receiptNo, repairsHref }: Props) {
  const t = useLightWords("repairs.form");
  const words = useLightWords("repairs");
  return (
    <div className={`${cardStyle} grid justify-items-center gap-4 px-4 py-10 text-center`} role="status">
      <CircleCheck aria-hidden className="size-12 text-ok" />
      <h2 className="text-xl">{t("doneTitle")}</h2>
      <p className="text-sm text-ink-3">{words("number")}</p>
      <span className="tabular text-4xl font-semibold tracking-wide whitespace-nowrap">{spoken(receiptNo)}</span>
      <p className="max-w-sm text-sm text-balance text-ink-2">{t("doneLead")}</p>
      <div className="mt-2 flex flex-wrap justify-center gap-2">
        {at === "counter" && (
          <Link href={`${repairsHref}/${repairId}/slip`} className={buttonStyle({ variant: "primary" })}>
            <Printer aria-hidden />
            {t("print")}
          </Link>
        )}
        <Link
          href={`${repairsHref}/${repairId}`}
          className={buttonStyle({ variant: at === "my" ? "primary" : "secondary" })}
        >
          {t("see")}
        </Link>
      </div>
    </div>
  );
}
