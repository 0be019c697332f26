"use client";

import { useTranslations } from "next-intl";
import { Money } from "@/components/format/amount";
import { ProductPicture } from "./product-picture";
import { Quantity } from "./quantity";

export type ReturnableLine = {
  lineId: string;
  name: string;
  imageUrl: string | null;
  quantity: number;
  returnedQuantity: number;
  unitPriceYen: number;
  amountYen: number;
};

type Props = {
  lines: readonly ReturnableLine[];
  pieces: Readonly<Record<string, number>>;
  onPieces: (lineId: string, pieces: number) => void;
};

/** Lines of a sale, each with how many pieces come back. */
export function ReturnLines({ lines, pieces, onPieces }: Props) {
  const t = useTranslations("staff.return");
  return (
    <ul aria-label={t("lines")} className="divide-y divide-line">
      {lines.map((line) => {
        const left = line.quantity - line.returnedQuantity;
        return (
          <li key={line.lineId} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <ProductPicture src={line.imageUrl} />
            <div className="min-w-0 flex-1 basis-48">
              <p className="line-clamp-2 text-sm font-medium">{line.name}</p>
              <p className="text-xs text-ink-3">
                <Money value={line.unitPriceYen} /> × {line.quantity}
                {line.returnedQuantity > 0 && ` (${t("already", { count: line.returnedQuantity })})`}
              </p>
            </div>
            {left > 0 ? (
              <Quantity
                of={line.name}
                min={0}
                max={left}
                value={pieces[line.lineId] ?? 0}
                onValueChange={(count) => onPieces(line.lineId, count)}
              />
            ) : (
              <span className="text-sm text-ink-3">{t("nothingLeft")}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
