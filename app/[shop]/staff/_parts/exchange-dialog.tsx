"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Gift } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useFormats } from "@/components/format/use-formats";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toaster";
import { spokenOrder } from "@/server/rewards/rules/order-number";
import { Answer } from "./answer";
import { randomKey } from "./random-key";
import { SpendProof } from "./spend-proof";
import { useTill } from "./till";

type Props = { open: boolean; onOpenChange: (open: boolean) => void; memberId: string };

/** Exchanges the member's points for a reward, handed over at once where it lies here. Give it a new React key for each opening. */
export function ExchangeDialog({ open, onOpenChange, memberId }: Props) {
  const t = useTranslations("rewards");
  const points = useTranslations("ui.points");
  const asked = useTranslations("staff.proof");
  const locale = useLocale() === "en" ? "en" : "ja";
  const [trpc, client, till, formId] = [useTRPC(), useQueryClient(), useTill(), useId()];
  const [formats, errorText] = [useFormats(), useErrorText()];
  const inPoints = (n: number) => points("long", { value: formats.number(n) });
  const [key] = useState(randomKey);
  const [rewardId, choose] = useState("");
  const [isHandedOver, setHandedOver] = useState(true);
  const [storeId, setStore] = useState("");
  const offer = useQuery({ ...trpc.rewards.catalogueFor.queryOptions({ memberId }), enabled: open });
  const chosen = offer.data?.rewards.find((one) => one.rewardId === rewardId);
  const isHere = chosen?.stores.some(({ id }) => id === till.storeId) ?? false;
  const place = isHere && (isHandedOver || storeId === "") ? till.storeId : storeId || (chosen?.stores[0]?.id ?? "");
  const exchange = useMutation(
    trpc.rewards.exchangeFor.mutationOptions({
      onSuccess: ({ orderNo }) => {
        for (const changed of [trpc.rewards, trpc.points, trpc.coupons])
          void client.invalidateQueries(changed.pathFilter());
        toast.success(t("counter.done", { number: spokenOrder(orderNo) }));
        onOpenChange(false);
      },
    }),
  );
  const proof = till.spend.of(memberId)?.proof;
  const needsProof = till.spend.isAsked && !proof;
  const isGoods = chosen?.kind === "goods";
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      busy={exchange.isPending}
      title={t("counter.exchange")}
      description={t("counter.lead")}
      footer={
        <Button
          type="submit"
          form={formId}
          variant="primary"
          loading={exchange.isPending}
          disabledReason={chosen ? (needsProof ? asked("needed") : undefined) : t("counter.chooseFirst")}
        >
          {t("counter.submit")}
        </Button>
      }
    >
      <Answer of={offer}>
        {({ rewards, available }) =>
          rewards.length === 0 ? (
            <EmptyState icon={<Gift />} title={t("counter.nothing")} description={t("counter.nothingLead")} />
          ) : (
            <form
              id={formId}
              className="grid gap-4"
              onSubmit={(event) => {
                event.preventDefault();
                if (!chosen || exchange.isPending) return;
                const isOver = isGoods && isHere && isHandedOver;
                const at = isGoods ? place : null;
                exchange.mutate({ memberId, rewardId, key, storeId: at, isHandedOver: isOver, proof });
              }}
            >
              <SpendProof memberId={memberId} />
              {exchange.isError && <Notice tone="danger">{errorText(exchange.error)}</Notice>}
              <RadioGroup
                legend={t("counter.choose")}
                hideLegend
                name="reward"
                look="cards"
                value={rewardId}
                onValueChange={choose}
                options={rewards.map((one) => ({
                  value: one.rewardId,
                  disabled: one.problem !== null,
                  label: one.texts.title[locale],
                  hint: [
                    inPoints(one.pricePoints),
                    one.pieces !== null && one.pieces > 0 && t("counter.piecesLeft", { n: formats.number(one.pieces) }),
                    one.problem === "points_missing"
                      ? t("problems.points_missing", { points: inPoints(one.missingPoints) })
                      : one.problem !== null && t(`problems.${one.problem}`),
                  ]
                    .filter(Boolean)
                    .join(locale === "ja" ? "・" : " · "),
                }))}
              />
              {isGoods &&
                (isHere ? (
                  <Checkbox
                    label={t("counter.handOverNow")}
                    checked={isHandedOver}
                    onChange={(event) => setHandedOver(event.target.checked)}
                  />
                ) : (
                  <Notice>{t("counter.notHere", { store: till.storeName })}</Notice>
                ))}
              {isGoods && !(isHere && isHandedOver) && (
                <Field label={t("counter.store")} required>
                  <Select
                    value={place}
                    onChange={(event) => setStore(event.target.value)}
                    options={chosen.stores.map(({ id, name }) => ({ value: id, label: name }))}
                  />
                </Field>
              )}
              {chosen && (
                <p className="rounded-lg bg-sunken px-4 py-3 text-sm">
                  {t(isGoods ? "counter.pays" : "counter.paysCoupon", {
                    points: inPoints(chosen.pricePoints),
                    left: inPoints(available - chosen.pricePoints),
                  })}
                </p>
              )}
            </form>
          )
        }
      </Answer>
    </Dialog>
  );
}
