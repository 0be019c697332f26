"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useState, useTransition } from "react";
import { FormGrid } from "@/components/form/form-grid";
import { useDraft } from "@/components/form/use-draft";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";

const texts = ["name", "nameLatin", "slug", "legalName", "legalAddress", "contactUrl"] as const;
const trades = ["electronics", "apparel", "food", "beauty", "home", "books", "sports", "other"] as const;

export type NewShop = Record<(typeof texts)[number], string> & { trade: string };
/** Where the new shop is, or why there is none and which field is at fault. */
export type OpenAnswer = { slug: string } | { field: string | null; reason: string };
export type SlugAnswer = { slug: string; state: "free" | "taken" | "reserved" | "shape" };

type Props = {
  /** Where the shop's address begins. */
  host: string;
  askSlug: (of: { nameLatin: string; slug: string | null }) => Promise<SlugAnswer>;
  open: (shop: NewShop) => Promise<OpenAnswer>;
};

/** An answer together with what it is the answer to. */
type Answered = SlugAnswer & { of: string; isOwn: boolean };

const empty: NewShop = {
  name: "",
  nameLatin: "",
  slug: "",
  trade: "",
  legalName: "",
  legalAddress: "",
  contactUrl: "",
};
/** After this many milliseconds without a key the address is asked for. */
const pauseMs = 350;

/** What a shop is called, where it is found, and who stands behind it. */
export function NewShopForm({ host, askSlug, open }: Props) {
  const t = useTranslations("start.shop");
  const router = useRouter();
  const { draft, change } = useDraft<NewShop & { ownSlug?: boolean }>("start.shop");
  const values = { ...empty, ...draft };
  const [answer, setAnswer] = useState<Answered | null>(null);
  const [problem, setProblem] = useState<{ field: string | null; reason: string } | null>(null);
  const [isOpening, begin] = useTransition();
  const { nameLatin, slug, ownSlug = false } = values;
  const asked = ownSlug ? slug : nameLatin;

  const ask = useCallback(async (): Promise<Answered> => {
    const found = await askSlug({ nameLatin: asked, slug: ownSlug ? asked : null });
    return { ...found, of: asked, isOwn: ownSlug };
  }, [asked, ownSlug, askSlug]);

  useEffect(() => {
    if (!asked) return;
    let isStale = false;
    const timer = setTimeout(() => {
      // Without an answer nothing is said of the address; it is asked for again when the shop is opened.
      ask().then(
        (found) => !isStale && setAnswer(found),
        () => undefined,
      );
    }, pauseMs);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }, [asked, ask]);

  // While a name is typed its last proposal stays in sight, but nothing is promised about it.
  const proposal = asked && answer?.isOwn === false ? answer.slug : "";
  const shownSlug = ownSlug ? slug : proposal;
  const isCurrent = answer !== null && answer.of === asked && answer.isOwn === ownSlug;
  const isAnswered = isCurrent && shownSlug !== "";
  const set = (patch: Partial<typeof values>) => {
    setProblem(null);
    change({ ...values, ...patch });
  };
  const errorOf = (field: string) =>
    problem?.field === field ? t(`wrong.${field === "slug" ? problem.reason : field}`) : undefined;
  const slugError = errorOf("slug") ?? (isAnswered && answer.state !== "free" ? t(`wrong.${answer.state}`) : undefined);
  const text = (field: "name" | "nameLatin" | "legalName" | "legalAddress" | "contactUrl", maxLength: number) => (
    <Field label={t(field)} hint={t(`${field}Hint`)} error={errorOf(field)} required>
      <Input
        value={values[field]}
        maxLength={maxLength}
        type={field === "contactUrl" ? "url" : "text"}
        autoComplete={field === "name" || field === "legalName" ? "organization" : "off"}
        onChange={(event) => set({ [field]: event.target.value })}
      />
    </Field>
  );
  const submit = () =>
    begin(async () => {
      try {
        const found = ownSlug || isCurrent || !asked ? null : await ask();
        if (found) setAnswer(found);
        const { ownSlug: _own, ...shop } = { ...values, slug: found?.slug ?? shownSlug };
        const missing = [...texts, "trade" as const].find((field) => shop[field].trim() === "");
        if (missing) return setProblem({ field: missing, reason: "shape" });
        const opened = await open({ ...shop, contactUrl: webAddress(shop.contactUrl) });
        if (!("slug" in opened)) return setProblem(opened);
        change(null);
        router.push(`/${opened.slug}/admin/start`);
      } catch {
        setProblem({ field: null, reason: "unexpected" });
      }
    });

  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isOpening) submit();
      }}
    >
      {problem && problem.field === null && (
        <Notice
          tone="danger"
          actions={
            problem.reason === "signedOut" && (
              <ButtonLink href="/sign-in?returnTo=/start/shop">{t("signInAgain")}</ButtonLink>
            )
          }
        >
          {t(`problems.${problem.reason}`)}
        </Notice>
      )}
      <FormGrid columns={2}>
        {text("name", 120)}
        {text("nameLatin", 120)}
      </FormGrid>
      <Field
        label={t("slug")}
        hint={
          isAnswered && answer.state === "free" ? t("slugFree", { address: `${host}/${shownSlug}` }) : t("slugHint")
        }
        error={slugError}
        required
      >
        <Input
          value={shownSlug}
          maxLength={40}
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          onChange={(event) => {
            const typed = event.target.value
              .normalize("NFKC")
              .toLowerCase()
              .replace(/[\s_]+/g, "-");
            // An emptied address is proposed anew.
            set({ slug: typed, ownSlug: typed !== "" });
          }}
        />
      </Field>
      <Field label={t("trade")} error={errorOf("trade")} required>
        <Select
          value={values.trade}
          placeholder={t("tradeChoose")}
          onChange={(event) => set({ trade: event.target.value })}
          options={trades.map((value) => ({ value, label: t(`trades.${value}`) }))}
        />
      </Field>
      <div className="grid gap-5 border-t border-line pt-5">
        <p className="text-sm text-ink-2">{t("legalLead")}</p>
        <FormGrid columns={2}>
          {text("legalName", 240)}
          {text("legalAddress", 400)}
        </FormGrid>
        {text("contactUrl", 300)}
      </div>
      <Button type="submit" variant="primary" size="lg" block loading={isOpening}>
        {t("submit")}
      </Button>
    </form>
  );
}

/** 'example.jp' is meant as a web address. */
const webAddress = (typed: string) =>
  /^[a-z][a-z0-9+.-]*:/i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`;
