"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useTRPCClient } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { numberOf } from "@/components/earning/typed-rule";
import { FormGrid } from "@/components/form/form-grid";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { useFoundChoices } from "@/components/ui/use-found-choices";
import type { Desk, DryRun } from "./desk";
import { DryRunResult } from "./dry-run-result";
import { useRuleNames } from "./use-rule-names";

type Line = { key: number; productId: string; name: string; price: string; quantity: string };
const emptyLine = (key: number): Line => ({ key, productId: "", name: "", price: "", quantity: "1" });

/** "How many points would this purchase earn": a basket, a member and a moment, against the draft or what is live. */
export function DryRunForm({ desk }: { desk: Desk }) {
  const t = useTranslations("earning.try");
  const client = useTRPCClient();
  const errorText = useErrorText();
  const { lookups, names } = useRuleNames(desk);
  const { found, isLoading, ask } = useFoundChoices(lookups.searchProducts);
  const [lines, setLines] = useState<Line[]>([emptyLine(0)]);
  const [who, setWho] = useState({ memberNo: "", rankId: "", storeId: "", payment: "", at: "", isFirst: false });
  const [rules, setRules] = useState<"draft" | "published">(desk.draft.revision > 0 ? "draft" : "published");
  const [result, setResult] = useState<DryRun | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  // A price that is on its way, or points: until it is there, there is nothing to calculate with.
  const [asking, setAsking] = useState(0);
  const setLine = (key: number, change: Partial<Line>) =>
    setLines((now) => now.map((line) => (line.key === key ? { ...line, ...change } : line)));
  const pick = async (key: number, productId: string) => {
    setProblem(null);
    setLine(key, { productId, name: found.find(({ value }) => value === productId)?.label ?? "", price: "" });
    setAsking((count) => count + 1);
    try {
      const { priceYen } = await client.catalog.byId.query({ productId });
      // Another product may have been chosen meanwhile: the price belongs to the one asked for.
      setLines((now) =>
        now.map((line) =>
          line.key === key && line.productId === productId ? { ...line, price: String(priceYen ?? "") } : line,
        ),
      );
    } catch (error) {
      setProblem(errorText(error));
    } finally {
      setAsking((count) => count - 1);
    }
  };
  const run = async (event: FormEvent) => {
    event.preventDefault();
    setProblem(null);
    const given = lines.filter(({ productId }) => productId !== "");
    if (given.length === 0) return setProblem(t("noProduct"));
    setAsking((count) => count + 1);
    try {
      const memberId = who.memberNo.trim() === "" ? null : await memberOf(who.memberNo);
      if (memberId === undefined) return setProblem(t("memberUnknown"));
      const answer = await client.earning.dryRun.query({
        memberId,
        storeId: who.storeId || null,
        payment: who.payment.trim() || null,
        rules,
        isFirstPurchase: who.isFirst,
        ...(who.at ? { at: new Date(who.at) } : {}),
        ...(who.rankId ? { rankId: who.rankId } : {}),
        lines: given.map(({ productId, price, quantity }) => ({
          productId,
          quantity: numberOf(quantity),
          unitPriceYen: numberOf(price),
        })),
      });
      setResult(answer);
    } catch (error) {
      setResult(null);
      setProblem(errorText(error));
    } finally {
      setAsking((count) => count - 1);
    }
  };
  const memberOf = async (memberNo: string) => {
    const { members } = await client.members.search.query({ q: memberNo.trim(), limit: 5 });
    return members.find((row) => row.memberNo === memberNo.trim())?.memberId;
  };
  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Card>
        <form className="grid gap-5" onSubmit={run} noValidate>
          <h2 className="text-base font-medium">{t("title")}</h2>
          <ul className="grid gap-3">
            {lines.map((line) => (
              <li
                key={line.key}
                className="grid grid-cols-[minmax(0,1fr)_4.5rem_auto] items-end gap-2 sm:grid-cols-[minmax(0,1fr)_6.5rem_4.5rem_auto]"
              >
                <Field label={t("product")} className="max-sm:col-span-3">
                  <Combobox
                    choices={line.productId ? [{ value: line.productId, label: line.name }, ...found] : found}
                    value={line.productId || null}
                    loading={isLoading}
                    onSearch={ask}
                    onValueChange={(value) => void pick(line.key, value)}
                  />
                </Field>
                <Field label={t("price")}>
                  <Input
                    inputMode="numeric"
                    value={line.price}
                    onChange={(event) => setLine(line.key, { price: event.target.value })}
                  />
                </Field>
                <Field label={t("quantity")}>
                  <Input
                    inputMode="numeric"
                    value={line.quantity}
                    onChange={(event) => setLine(line.key, { quantity: event.target.value })}
                  />
                </Field>
                <IconButton
                  label={t("removeLine", { name: line.name })}
                  icon={<X />}
                  variant="ghost"
                  onClick={() =>
                    setLines((now) => (now.length > 1 ? now.filter(({ key }) => key !== line.key) : [emptyLine(0)]))
                  }
                />
              </li>
            ))}
          </ul>
          <Button
            variant="ghost"
            icon={<Plus />}
            onClick={() => setLines((now) => [...now, emptyLine(Math.max(...now.map(({ key }) => key)) + 1)])}
          >
            {t("addLine")}
          </Button>
          <FormGrid columns={2}>
            <Field label={t("rules")}>
              <Select
                value={rules}
                options={(["draft", "published"] as const).map((value) => ({ value, label: t(value) }))}
                onChange={(event) => setRules(event.target.value === "draft" ? "draft" : "published")}
              />
            </Field>
            <Field label={t("at")} hint={t("atHint")}>
              <Input
                type="datetime-local"
                value={who.at}
                onChange={(event) => setWho({ ...who, at: event.target.value })}
              />
            </Field>
            <Field label={t("member")} hint={t("memberHint")}>
              <Input value={who.memberNo} onChange={(event) => setWho({ ...who, memberNo: event.target.value })} />
            </Field>
            {desk.ranks.length > 0 && (
              <Field label={t("rank")}>
                <Select
                  value={who.rankId}
                  placeholder={t("rankOfMember")}
                  options={desk.ranks.map(({ id }) => ({ value: id, label: names.ranks.get(id) ?? "" }))}
                  onChange={(event) => setWho({ ...who, rankId: event.target.value })}
                />
              </Field>
            )}
            <Field label={t("store")}>
              <Select
                value={who.storeId}
                placeholder={t("anyStore")}
                options={lookups.stores.map(({ value, label }) => ({ value, label }))}
                onChange={(event) => setWho({ ...who, storeId: event.target.value })}
              />
            </Field>
            <Field label={t("payment")}>
              <Input
                maxLength={60}
                value={who.payment}
                onChange={(event) => setWho({ ...who, payment: event.target.value })}
              />
            </Field>
          </FormGrid>
          <Checkbox
            label={t("first")}
            checked={who.isFirst}
            onChange={(event) => setWho({ ...who, isFirst: event.target.checked })}
          />
          {problem && <Notice tone="danger">{problem}</Notice>}
          <Button type="submit" variant="primary" loading={asking > 0}>
            {t("run")}
          </Button>
        </form>
      </Card>
      {result && <DryRunResult result={result} />}
    </div>
  );
}
