"use client";

import { useQuery } from "@tanstack/react-query";
import { TicketPercent, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useFormats } from "@/components/format/use-formats";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Switch } from "@/components/ui/switch";
import { readCode } from "@/server/coupons/rules/code";
import type { SaleCoupon, SaleDraft } from "./sale-draft";
import type { useSaleQuote } from "./use-sale-quote";

const keyOf = (coupon: SaleCoupon) => ("heldId" in coupon ? coupon.heldId : (readCode(coupon.code) ?? coupon.code));

/** One more coupon; the same one only once. */
export const withCoupon = (coupons: readonly SaleCoupon[], one: SaleCoupon): readonly SaleCoupon[] =>
  coupons.some((other) => keyOf(other) === keyOf(one)) ? coupons : [...coupons, one];

interface Props {
  draft: SaleDraft;
  quote: ReturnType<typeof useSaleQuote>;
  onChange: (change: Partial<Pick<SaleDraft, "coupons" | "takesBest">>) => void;
}

/** Coupons of a sale: what the member holds, what was scanned, what they take off, and why one does not. */
export function SaleCoupons({ draft, quote, onChange }: Props) {
  const t = useTranslations("coupons");
  const formats = useFormats();
  const locale = useLocale() === "en" ? "en" : "ja";
  const errorText = useErrorText();
  const trpc = useTRPC();
  const { member, coupons } = draft;
  const [typed, setTyped] = useState("");
  const held = useQuery({
    ...trpc.coupons.ofMember.queryOptions({ memberId: member?.memberId ?? "" }),
    enabled: member !== null,
  });
  const own = (held.data ?? []).filter(({ state, definition }) => state === "usable" && definition.use !== "tear");
  const loose = coupons.filter((one) => "code" in one && !own.some(({ code }) => code === readCode(one.code)));
  const applied = quote.data?.coupons?.applied ?? [];
  const left = quote.data?.coupons?.left ?? [];
  const unknown = quote.data?.coupons?.unknown ?? [];
  const isChosen = (of: { heldId: string; code: string }) =>
    coupons.some((one) => keyOf(one) === of.heldId || keyOf(one) === of.code);
  const drop = (of: { heldId?: string; code: string }) =>
    onChange({ coupons: coupons.filter((one) => keyOf(one) !== of.heldId && keyOf(one) !== of.code) });
  const outcome = (ref: string) => {
    const on = applied.find((one) => one.ref === ref);
    if (on)
      return (
        <Badge tone="ok" className="justify-self-start">
          {on.discountYen > 0 ? formats.yen(0 - on.discountYen) : t("sale.applied")}
        </Badge>
      );
    const off = left.find((one) => one.ref === ref);
    if (!off) return null;
    const why =
      off.problem === "below_minimum"
        ? t("sale.missing", { yen: formats.yen(off.missingYen) })
        : t(`problems.${off.problem}`);
    return <span className="text-xs text-ink-3">{why}</span>;
  };
  return (
    <section aria-label={t("sale.title")} className="grid gap-2 border-b border-line pb-4">
      <h2 className="flex items-center gap-2 text-sm font-medium">
        <TicketPercent aria-hidden className="size-4 text-brand-text" />
        {t("sale.title")}
      </h2>
      {own.length > 0 && (
        <Switch
          label={t("sale.best")}
          checked={draft.takesBest}
          onChange={(event) => onChange({ takesBest: event.target.checked })}
        />
      )}
      <ul className="grid gap-1">
        {own.map((one) => (
          <li key={one.heldId} className="flex min-h-11 items-center gap-2">
            <span className="grid min-w-0 flex-1">
              <span className="text-sm wrap-anywhere">{one.definition.title[locale]}</span>
              {outcome(one.heldId) ?? (
                <span className="text-xs text-ink-3">{t("my.until", { date: formats.date(one.lastDay) })}</span>
              )}
            </span>
            {isChosen(one) ? (
              <Button size="sm" onClick={() => drop(one)}>
                {t("sale.remove")}
              </Button>
            ) : (
              <Button
                size="sm"
                variant="secondary"
                onClick={() => onChange({ coupons: withCoupon(coupons, { heldId: one.heldId }) })}
              >
                {t("sale.use")}
              </Button>
            )}
          </li>
        ))}
        {loose.map((one) => {
          const code = keyOf(one);
          const known = applied.find(({ ref }) => ref === code) ?? left.find(({ ref }) => ref === code);
          const isUnknown = "code" in one && unknown.includes(one.code);
          return (
            <li key={code} className="flex min-h-11 items-center gap-2">
              <span className="grid min-w-0 flex-1">
                <span className="text-sm wrap-anywhere">{known?.title[locale] ?? t("sale.typed", { code })}</span>
                {isUnknown ? <span className="text-xs text-danger">{t("problems.unknown")}</span> : outcome(code)}
              </span>
              <IconButton label={t("sale.remove")} icon={<X aria-hidden />} onClick={() => drop({ code })} />
            </li>
          );
        })}
      </ul>
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          const code = typed.trim();
          if (code === "") return;
          onChange({ coupons: withCoupon(coupons, { code }) });
          setTyped("");
        }}
      >
        <Field label={t("my.code")} className="min-w-0 flex-1">
          <Input value={typed} maxLength={60} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
        </Field>
        <Button type="submit">{t("sale.use")}</Button>
      </form>
      {quote.error && <Notice tone="warn">{errorText(quote.error)}</Notice>}
    </section>
  );
}
