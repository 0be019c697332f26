"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { ScanInput } from "@/components/scan/scan-input";
import type { CounterMember } from "@/components/staff/member-line";
import { ProductChoice, type ProductFound } from "@/components/staff/product-choice";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { looksLikeCoupon } from "@/server/coupons/rules/code";
import { parseScan } from "@/server/members/rules/member-number";
import { keepGoods, keptGoods } from "./goods-kept";
import { flatScan, looksLikeCard, looksLikeOurCard } from "./scanned-text";
import { soon } from "./soon";
import { useTill } from "./till";

const RESTS_MS = 250;

type Props = {
  onProduct: (product: ProductFound) => void;
  onMember: (member: CounterMember) => void;
  /** A card read without a network: who it is cannot be asked now. */
  onUnaskedCard: (cardNumber: string) => void;
  /** A coupon's code. */
  onCoupon: (code: string) => void;
  /** Something that is not in the catalogue; `code` when one was read. */
  onOther: (code: string | null) => void;
  /** +1 when something was read, -1 when it was worked off: the sale waits for what is still open. */
  onReads: (change: 1 | -1) => void;
  /** The sale is being recorded: nothing joins it any more. */
  isLocked: boolean;
};

/** The one box of a sale: articles are added, a member's card joins the sale to the person. What is read is worked off in its order. */
export function SaleScan({ onProduct, onMember, onUnaskedCard, onCoupon, onOther, onReads, isLocked }: Props) {
  const t = useTranslations("staff.sale");
  const trpc = useTRPC();
  const client = useQueryClient();
  const errorText = useErrorText();
  const { slug } = useTill();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [unknown, setUnknown] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const line = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    const timer = setTimeout(() => setAsked(looksLikeCard(text) ? "" : text.normalize("NFKC").trim()), RESTS_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const options = (q: string) => trpc.catalog.search.queryOptions({ q, limit: 8 }, { retry: false });
  const found = useQuery({ ...options(asked), enabled: asked !== "" });
  /** What was typed meanwhile stays: only the text that was worked off goes. */
  const clear = (read: string) => {
    setText((now) => (now === read ? "" : now));
    setAsked("");
  };
  const add = (product: ProductFound, read: string) => {
    if (isLocked) return;
    onProduct(product);
    setSaid(t("added", { name: product.name }));
    clear(read);
    input.current?.focus();
  };
  const lookUp = async (read: string) => {
    if (looksLikeCoupon(read)) {
      onCoupon(read);
      clear(read);
      return;
    }
    if (looksLikeOurCard(read)) {
      onMember(
        await soon(
          client.fetchQuery(trpc.members.findByCard.queryOptions({ text: read }, { retry: false, staleTime: 0 })),
        ),
      );
      clear(read);
      return;
    }
    const q = read.normalize("NFKC").trim();
    const { rows } = await soon(client.fetchQuery(options(q)));
    const exact =
      rows.find((row) => row.externalId === q || row.janCode === q) ?? (rows.length === 1 ? rows[0] : undefined);
    if (exact) {
      keepGoods(slug, exact);
      add(exact, read);
    } else if (rows.length === 0) {
      setError(t("unknownProduct", { code: q }));
      setUnknown(q);
    } else setAsked(q);
  };
  const withoutNetwork = (read: string): boolean => {
    const scan = parseScan(flatScan(read));
    if (scan.isCard && looksLikeOurCard(read)) {
      onUnaskedCard(scan.value);
      clear(read);
      return true;
    }
    const code = read.normalize("NFKC").trim();
    const known = keptGoods(slug, code);
    if (known) add(known, read);
    else setUnknown(code);
    return known !== null;
  };
  const work = async (read: string) => {
    try {
      await lookUp(read);
    } catch (failure) {
      const isUnreachable = failure instanceof TRPCClientError && !failure.data;
      if (!isUnreachable || !withoutNetwork(read)) setError(errorText(failure));
    }
  };
  const submit = (read: string) => {
    if (isLocked) return;
    setText(read);
    setError(null);
    setUnknown(null);
    input.current?.select();
    onReads(1);
    line.current = line.current.then(() => work(read)).finally(() => onReads(-1));
  };
  return (
    <div className="grid gap-3">
      <ScanInput
        label={t("scanLabel")}
        placeholder={t("scanHint")}
        submitLabel={t("add")}
        value={text}
        onValueChange={(value) => {
          setText(value);
          setError(null);
          setUnknown(null);
        }}
        onSubmit={submit}
        busy={isLocked}
        compact
        error={error}
        inputRef={input}
      />
      <p role="status" className="sr-only">
        {said}
      </p>
      {unknown ? (
        <Button
          size="sm"
          className="justify-self-start"
          disabled={isLocked}
          onClick={() => {
            onOther(unknown);
            setError(null);
            setUnknown(null);
            clear(text);
          }}
        >
          {t("addUnknown", { code: unknown })}
        </Button>
      ) : (
        <Button
          size="sm"
          variant="ghost"
          className="justify-self-start"
          disabled={isLocked}
          onClick={() => onOther(null)}
        >
          {t("addAmount")}
        </Button>
      )}
      {asked !== "" && found.data && found.data.rows.length > 0 && (
        <Card flush>
          <ProductChoice products={found.data.rows} onChoose={(product) => add(product, text)} />
        </Card>
      )}
    </div>
  );
}
