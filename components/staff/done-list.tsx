import { CreditCard, Gift, ReceiptText, SlidersHorizontal, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ReactNode } from "react";
import { Money, Points } from "@/components/format/amount";
import { PersonName } from "@/components/format/person-name";
import { useFormats } from "@/components/format/use-formats";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { TextLink } from "@/components/ui/text-link";
import { cn } from "@/components/ui/cn";
import { spokenNumber } from "./member-line";

export type DoneThing = {
  kind: "sale" | "return" | "adjust" | "redeem" | "card";
  id: string;
  memberId: string | null;
  memberNo: string | null;
  familyName: string | null;
  givenName: string | null;
  familyKana: string | null;
  givenKana: string | null;
  doneAt: Date;
  undoneAt: Date | null;
  slip: string | null;
  totalYen: number | null;
  points: number | null;
  reason: string | null;
  staffName: string | null;
  undoRefusal: string | null;
};

const icons: Record<DoneThing["kind"], ReactNode> = {
  sale: <ReceiptText />,
  return: <Undo2 />,
  adjust: <SlidersHorizontal />,
  redeem: <Gift />,
  card: <CreditCard />,
};

type Props = {
  things: readonly DoneThing[];
  memberHref: (memberId: string) => string;
  receiptHref: (purchaseId: string, memberId: string | null) => string;
  onUndo: (thing: DoneThing) => void;
};

/** What a counter did, latest first; what can still be undone has its button. */
export function DoneList({ things, memberHref, receiptHref, onUndo }: Props) {
  const t = useTranslations("counter");
  const formats = useFormats();
  return (
    <ul aria-label={t("list")} className="divide-y divide-line">
      {things.map((thing) => (
        <li
          key={`${thing.kind}-${thing.id}`}
          className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 text-sm print:py-1.5"
        >
          <span className="tabular w-12 shrink-0 text-ink-2">{formats.time(thing.doneAt)}</span>
          <span aria-hidden className="shrink-0 text-ink-3 [&_svg]:size-5">
            {icons[thing.kind]}
          </span>
          <span className="grid min-w-40 flex-1">
            <span className={cn("font-medium", thing.undoneAt && "text-ink-3 line-through")}>
              {t(`kinds.${thing.kind}`)}
              {thing.reason && <span className="ms-2 font-normal text-ink-2">{thing.reason}</span>}
            </span>
            <span className="truncate text-xs text-ink-3">
              {thing.memberId && thing.memberNo ? (
                <Link href={memberHref(thing.memberId)} className="hover:underline">
                  <PersonName name={{ ...thing, memberNumber: spokenNumber(thing.memberNo) }} kana={false} />
                </Link>
              ) : (
                t("anonymous")
              )}
              {thing.staffName && ` · ${thing.staffName}`}
            </span>
          </span>
          <span className="grid min-w-24 justify-items-end">
            {thing.totalYen !== null && <Money value={thing.totalYen} className="font-medium" />}
            {thing.points !== null && thing.points !== 0 && (
              <Points value={thing.points} signed className={thing.totalYen === null ? "font-medium" : "text-ink-3"} />
            )}
          </span>
          <span className="flex min-w-28 items-center justify-end gap-3 print:hidden">
            {(thing.kind === "sale" || thing.kind === "return") && (
              <TextLink href={receiptHref(thing.id, thing.memberId)}>{t("receipt.open")}</TextLink>
            )}
            {thing.undoneAt ? (
              <Badge>{t("undone", { time: formats.time(thing.undoneAt) })}</Badge>
            ) : (
              thing.undoRefusal === null && (
                <Button size="sm" icon={<Undo2 aria-hidden />} onClick={() => onUndo(thing)}>
                  {t("undo")}
                </Button>
              )
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
