"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { usePendingAct } from "@/app/[shop]/admin/_parts/use-act";
import { useTRPCClient } from "@/app/trpc-provider";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Words that everybody may use. */
export function WordsCard({
  couponId,
  words,
}: {
  couponId: string;
  words: readonly { code: string; closedAt: Date | null }[];
}) {
  const t = useTranslations("coupons.admin");
  const client = useTRPCClient();
  const { act, isPending } = usePendingAct();
  const [word, setWord] = useState("");
  return (
    <Section title={t("words")} description={t("wordsHint")}>
      <Card className="grid gap-4">
        {words.length === 0 ? (
          <p className="text-sm text-ink-3">{t("noWords")}</p>
        ) : (
          <ul className="grid gap-1">
            {words.map(({ code, closedAt }) => (
              <li key={code} className="flex min-h-11 items-center gap-3">
                <span className="min-w-0 flex-1 font-medium wrap-anywhere">{code}</span>
                {closedAt ? (
                  <Badge>{t("closedWord")}</Badge>
                ) : (
                  <Button
                    size="sm"
                    loading={isPending}
                    onClick={() =>
                      void act(client.coupons.closeWord.mutate({ couponId, word: code }), t("closedWord")).catch(
                        () => {},
                      )
                    }
                  >
                    {t("closeWord")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            void act(client.coupons.openWord.mutate({ couponId, word }), t("words"))
              .then(() => setWord(""))
              .catch(() => {});
          }}
        >
          <Field label={t("word")} className="min-w-48 flex-1">
            <Input value={word} required maxLength={30} onChange={(event) => setWord(event.target.value)} />
          </Field>
          <Button type="submit" loading={isPending}>
            {t("addWord")}
          </Button>
        </form>
      </Card>
    </Section>
  );
}
