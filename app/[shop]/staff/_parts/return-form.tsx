"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { House, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Money, Points } from "@/components/format/amount";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { Outcome } from "@/components/staff/outcome";
import { ReturnLines, type ReturnableLine } from "@/components/staff/return-lines";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { valueOfPieces } from "@/server/purchases/rules/amounts";
import { randomKey } from "./random-key";
import { useTill } from "./till";

type Sale = {
  purchaseId: string;
  kind: string;
  externalId: string;
  occurredAt: Date;
  lines: readonly ReturnableLine[];
};
type Props = { memberId: string; sale: Sale };

/** Which pieces of a sale come back; points follow by themselves. */
export function ReturnForm({ memberId, sale }: Props) {
  const t = useTranslations("staff.return");
  const formats = useFormats();
  const trpc = useTRPC();
  const client = useQueryClient();
  const errorText = useErrorText();
  const till = useTill();
  // Made once per form: a second press, or a retry after a lost answer, is the same return.
  const [slip] = useState(() => `RT-${randomKey().slice(0, 16)}`);
  const [pieces, setPieces] = useState<Readonly<Record<string, number>>>({});
  const back = till.memberHref(memberId);
  const giveBack = useMutation(
    trpc.purchases.recordReturn.mutationOptions({
      onSettled: () => {
        for (const changed of [trpc.points, trpc.purchases, trpc.ranks, trpc.warranties])
          void client.invalidateQueries(changed.pathFilter());
      },
    }),
  );
  const wanted = sale.lines.flatMap(({ lineId }) => (pieces[lineId] ? [{ lineId, quantity: pieces[lineId] }] : []));
  const worth = sale.lines.reduce(
    (sum, line) => sum + valueOfPieces(line, line.returnedQuantity, pieces[line.lineId] ?? 0),
    0,
  );
  if (giveBack.data) {
    const done = giveBack.data;
    return (
      <Outcome
        title={t("done")}
        note={done.isRepeat && <Notice>{t("repeat")}</Notice>}
        facts={[
          { key: "refund", term: t("refund"), value: <Money value={done.refundYen} />, strong: true },
          { key: "restored", term: t("restored"), value: <Points value={done.pointsRestored} signed /> },
          { key: "taken", term: t("takenBack"), value: <Points value={-done.pointsTakenBack} /> },
          { key: "balance", term: t("balance"), value: <Points value={done.wallet.available} />, strong: true },
          ...(done.wallet.debt > 0
            ? [{ key: "debt", term: t("debt"), value: <Points value={done.wallet.debt} /> }]
            : []),
        ]}
        actions={
          <>
            <ButtonLink
              href={`/${till.slug}/staff`}
              variant="primary"
              className="min-h-16 text-lg"
              icon={<House aria-hidden />}
            >
              {t("next")}
            </ButtonLink>
            <ButtonLink href={back} icon={<UserRound aria-hidden />}>
              {t("toMember")}
            </ButtonLink>
          </>
        }
      />
    );
  }
  const isSale = sale.kind === "sale";
  return (
    <>
      <PageHeader
        back={{ href: back, label: t("back") }}
        title={t("title")}
        description={t("of", { date: formats.dateTime(sale.occurredAt), receipt: sale.externalId })}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[1fr_21rem]">
        <Card flush>
          <ReturnLines
            lines={isSale ? sale.lines : []}
            pieces={pieces}
            onPieces={(lineId, count) => setPieces((now) => ({ ...now, [lineId]: count }))}
          />
        </Card>
        <Card className="grid gap-4">
          <p className="flex items-baseline justify-between gap-3">
            <span className="text-sm text-ink-2">{t("worth")}</span>
            <Money value={worth} className="text-2xl font-semibold" />
          </p>
          <p className="text-sm text-ink-3">{t("pointsFollow")}</p>
          <Button
            onClick={() =>
              setPieces(
                Object.fromEntries(sale.lines.map((line) => [line.lineId, line.quantity - line.returnedQuantity])),
              )
            }
          >
            {t("all")}
          </Button>
          {giveBack.isError && <Notice tone="danger">{errorText(giveBack.error)}</Notice>}
          <Button
            variant="primary"
            block
            loading={giveBack.isPending}
            disabledReason={wanted.length === 0 ? t("nothingChosen") : undefined}
            onClick={() =>
              giveBack.mutate({
                memberId,
                purchaseId: sale.purchaseId,
                externalId: slip,
                storeId: till.storeId,
                lines: wanted,
              })
            }
            className="min-h-16 text-lg"
          >
            {t(giveBack.isError ? "sendAgain" : "record")}
          </Button>
        </Card>
      </div>
    </>
  );
}
