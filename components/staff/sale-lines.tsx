"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Money } from "@/components/format/amount";
import { IconButton } from "@/components/ui/icon-button";
import { AmountInput } from "./amount-input";
import { ProductPicture } from "./product-picture";
import { Quantity } from "./quantity";

export type SaleLine = {
  key: string;
  /** Null for something outside the catalogue. */
  productId: string | null;
  code: string | null;
  name: string;
  imageUrl: string | null;
  quantity: number;
  /** Tax included; null until somebody enters it, where the catalogue has no price. */
  unitPriceYen: number | null;
};

type SaleLinesProps = {
  lines: readonly SaleLine[];
  amountOf: (line: SaleLine) => number | null;
  onQuantity: (key: string, quantity: number) => void;
  onPrice: (key: string, unitPriceYen: number | null) => void;
  onRemove: (key: string) => void;
};

/** The goods on the counter. */
export function SaleLines({ lines, amountOf, onQuantity, onPrice, onRemove }: SaleLinesProps) {
  const t = useTranslations("staff.sale");
  return (
    <ul aria-label={t("lines")} className="divide-y divide-line">
      {lines.map((line) => {
        const amount = amountOf(line);
        return (
          <li key={line.key} className="grid gap-2 px-4 py-3">
            <div className="flex items-center gap-3">
              <ProductPicture src={line.imageUrl} />
              <div className="min-w-0 flex-1">
                <p className="line-clamp-2 text-sm font-medium">{line.name}</p>
                <p className="tabular text-xs text-ink-3">{line.code ?? t("noCode")}</p>
              </div>
              <IconButton
                label={t("remove", { name: line.name })}
                hint={false}
                icon={<Trash2 aria-hidden />}
                onClick={() => onRemove(line.key)}
              />
            </div>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
              <Quantity
                of={line.name}
                value={line.quantity}
                onValueChange={(quantity) => onQuantity(line.key, quantity)}
              />
              <span aria-hidden className="text-ink-3 max-sm:hidden">
                ×
              </span>
              <div className="w-36 max-sm:w-40">
                <AmountInput
                  aria-label={t("priceOf", { name: line.name })}
                  aria-invalid={line.unitPriceYen === null ? true : undefined}
                  prefix="¥"
                  placeholder={t("noPrice")}
                  value={line.unitPriceYen}
                  onValueChange={(price) => onPrice(line.key, price)}
                />
              </div>
              <span className="ms-auto text-lg font-semibold">{amount === null ? "—" : <Money value={amount} />}</span>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
