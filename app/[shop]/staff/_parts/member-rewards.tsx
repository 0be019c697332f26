"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Gift } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Points } from "@/components/format/amount";
import { DateTime } from "@/components/format/date-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toaster";
import { spokenOrder } from "@/server/rewards/rules/order-number";
import { Answer } from "./answer";
import { ExchangeDialog } from "./exchange-dialog";
import { useShortcuts } from "./use-shortcuts";

/** What the person at the counter exchanged points for and has not got yet, and the way to exchange more. */
export function MemberRewards({ memberId, reason }: { memberId: string; reason?: string }) {
  const t = useTranslations("rewards");
  const locale = useLocale() === "en" ? "en" : "ja";
  const [trpc, client, errorText] = [useTRPC(), useQueryClient(), useErrorText()];
  const [isOpen, setOpen] = useState(false);
  const [openings, count] = useState(0);
  const orders = useQuery(trpc.rewards.ordersOf.queryOptions({ memberId }));
  const settled = () => {
    for (const changed of [trpc.rewards, trpc.points]) void client.invalidateQueries(changed.pathFilter());
  };
  const onError = (error: unknown) => void toast.error(errorText(error));
  const step = useMutation(
    trpc.rewards.step.mutationOptions({
      onSuccess: () => toast.success(t("desk.handedOver")),
      onError,
      onSettled: settled,
    }),
  );
  const cancel = useMutation(
    trpc.rewards.cancel.mutationOptions({
      onSuccess: () => toast.success(t("desk.cancelled")),
      onError,
      onSettled: settled,
    }),
  );
  const exchange = () => {
    count(openings + 1);
    setOpen(true);
  };
  useShortcuts({ exchange: () => reason === undefined && exchange() });
  const waiting = (orders.data ?? []).filter(({ state }) => state === "ordered" || state === "ready");
  return (
    <Section
      title={t("counter.title")}
      actions={
        <Button size="sm" icon={<Gift aria-hidden />} disabledReason={reason} onClick={exchange}>
          {t("counter.exchange")}
        </Button>
      }
    >
      <Card flush>
        <Answer of={orders}>
          {() =>
            waiting.length === 0 ? (
              <EmptyState
                icon={<Gift />}
                title={t("counter.none")}
                description={t("counter.noneLead")}
                className="py-8"
              />
            ) : (
              <ul className="divide-y divide-line">
                {waiting.map(({ orderId, version, ...order }) => {
                  const title = order.texts.title[locale];
                  const of = { memberId, orderId, version };
                  return (
                    <li key={orderId} className="flex flex-wrap items-center gap-3 px-4 py-3">
                      <div className="min-w-40 flex-1">
                        <p className="flex flex-wrap items-center gap-2 text-sm">
                          <span className="font-medium wrap-anywhere">{title}</span>
                          <Badge tone={order.state === "ready" ? "ok" : "info"}>
                            {t(`orderStates.${order.state}`)}
                          </Badge>
                        </p>
                        <p className="flex flex-wrap gap-x-3 text-xs text-ink-3">
                          <span className="tabular">{spokenOrder(order.orderNo)}</span>
                          <Points value={order.points} />
                          {order.storeName && <span>{t("counter.atStore", { store: order.storeName })}</span>}
                          <DateTime value={order.orderedAt} />
                        </p>
                      </div>
                      <div className="flex gap-2">
                        <ConfirmDialog
                          trigger={
                            <Button size="sm" variant="ghost" aria-label={t("counter.cancelOf", { title })}>
                              {t("desk.cancel")}
                            </Button>
                          }
                          title={t("desk.cancelTitle")}
                          description={t("desk.cancelText")}
                          confirmLabel={t("desk.cancel")}
                          onConfirm={() => cancel.mutateAsync(of)}
                        />
                        <Button
                          size="sm"
                          variant="primary"
                          disabledReason={reason}
                          loading={step.isPending && step.variables.orderId === orderId}
                          onClick={() => step.mutate({ ...of, step: "hand_over" })}
                          aria-label={t("counter.handOverOf", { title })}
                        >
                          {t("desk.handOver")}
                        </Button>
                      </div>
                    </li>
                  );
                })}
              </ul>
            )
          }
        </Answer>
      </Card>
      <ExchangeDialog key={openings} open={isOpen} onOpenChange={setOpen} memberId={memberId} />
    </Section>
  );
}
