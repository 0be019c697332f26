"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { ScanInput } from "@/components/scan/scan-input";
import type { CounterMember } from "@/components/staff/member-line";
import { ProductChoice, type ProductFound } from "@/components/staff/product-choice";
import { Card } from "@/components/ui/card";
import { looksLikeCard, looksLikeOurCard } from "./scanned-text";

const RESTS_MS = 250;

type Props = { onProduct: (product: ProductFound) => void; onMember: (member: CounterMember) => void };

/** The one box of a sale: articles are added, a member's card joins the sale to the person. */
export function SaleScan({ onProduct, onMember }: Props) {
  const t = useTranslations("staff.sale");
  const trpc = useTRPC();
  const client = useQueryClient();
  const errorText = useErrorText();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(looksLikeCard(text) ? "" : text.normalize("NFKC").trim()), RESTS_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const options = (q: string) => trpc.catalog.search.queryOptions({ q, limit: 8 }, { retry: false });
  const found = useQuery({ ...options(asked), enabled: asked !== "" });
  const add = (product: ProductFound) => {
    onProduct(product);
    setSaid(t("added", { name: product.name }));
    setText("");
    setAsked("");
    input.current?.focus();
  };
  const lookUp = async (read: string) => {
    if (looksLikeOurCard(read)) {
      onMember(
        await client.fetchQuery(trpc.members.findByCard.queryOptions({ text: read }, { retry: false, staleTime: 0 })),
      );
      setText("");
      return;
    }
    const q = read.normalize("NFKC").trim();
    const { rows } = await client.fetchQuery(options(q));
    const exact =
      rows.find((row) => row.externalId === q || row.janCode === q) ?? (rows.length === 1 ? rows[0] : undefined);
    if (exact) add(exact);
    else if (rows.length === 0) setError(t("unknownProduct", { code: q }));
    else setAsked(q);
  };
  const submit = async (read: string) => {
    setText(read);
    setError(null);
    setBusy(true);
    input.current?.select();
    await lookUp(read).catch((failure: unknown) => setError(errorText(failure)));
    setBusy(false);
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
        }}
        onSubmit={(read) => void submit(read)}
        busy={busy}
        compact
        error={error}
        inputRef={input}
      />
      <p role="status" className="sr-only">
        {said}
      </p>
      {asked !== "" && found.data && found.data.rows.length > 0 && (
        <Card flush>
          <ProductChoice products={found.data.rows} onChoose={add} />
        </Card>
      )}
    </div>
  );
}
