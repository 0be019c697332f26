"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { TicketPercent, TicketPlus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useFormats } from "@/components/format/use-formats";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card, Section } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toaster";
import { Answer } from "./answer";
import { GiveCouponDialog } from "./give-coupon-dialog";
import { useTill } from "./till";
import { useShortcuts } from "./use-shortcuts";

/** Rows before the rest is folded away: what ends first stands first. */
const few = 4;

/** Coupons of the person at the counter: use one in a sale, tear one by hand, take that back, give another. */
export function MemberCoupons({ memberId, reason }: { memberId: string; reason?: string }) {
  const t = useTranslations("coupons");
  const locale = useLocale() === "en" ? "en" : "ja";
  const [trpc, client, till] = [useTRPC(), useQueryClient(), useTill()];
  const [formats, errorText] = [useFormats(), useErrorText()];
  const [isGiving, setGiving] = useState(false);
  const [openings, count] = useState(0);
  const [isWhole, showAll] = useState(false);
  const held = useQuery(trpc.coupons.ofMember.queryOptions({ memberId }));
  const settled = () => void client.invalidateQueries(trpc.coupons.pathFilter());
  const undo = useMutation(
    trpc.coupons.undoTearFor.mutationOptions({
      onSuccess: () => toast.success(t("staff.undone")),
      onError: (error) => toast.error(errorText(error)),
      onSettled: settled,
    }),
  );
  const tear = useMutation(
    trpc.coupons.tearFor.mutationOptions({
      onSuccess: (_torn, { heldId }) => {
        const title = held.data?.find((one) => one.heldId === heldId)?.definition.title[locale] ?? "";
        toast.success(t("staff.torn", { title }), {
          action: { label: t("staff.undo"), onClick: () => undo.mutate({ memberId, heldId }) },
          duration: 10_000,
        });
      },
      onError: (error) => toast.error(errorText(error)),
      onSettled: settled,
    }),
  );
  const give = () => {
    count(openings + 1);
    setGiving(true);
  };
  useShortcuts({ give: () => reason === undefined && give() });
  const shown = (held.data ?? []).filter(
    ({ state, undoUntil }) => state === "usable" || state === "coming" || undoUntil !== null,
  );
  const holds = new Map<string, number>();
  for (const { couponId, state } of shown) if (state === "usable") holds.set(couponId, (holds.get(couponId) ?? 0) + 1);
  return (
    <Section
      title={t("staff.title")}
      actions={
        <Button size="sm" icon={<TicketPlus aria-hidden />} disabledReason={reason} onClick={give}>
          {t("staff.give")}
        </Button>
      }
    >
      <Card flush>
        <Answer of={held}>
          {() =>
            shown.length === 0 ? (
              <EmptyState
                icon={<TicketPercent />}
                title={t("staff.none")}
                description={t("staff.noneLead")}
                className="py-8"
              />
            ) : (
              <ul className="divide-y divide-line">
                {(isWhole ? shown : shown.slice(0, few)).map((one) => {
                  const title = one.definition.title[locale];
                  const isComing = one.state === "coming";
                  const refusal = reason ?? (isComing ? t("problems.not_yet") : undefined);
                  const { use } = one.definition;
                  return (
                    <li key={one.heldId} className="flex flex-wrap items-center gap-3 px-4 py-3">
                      <div className="min-w-40 flex-1">
                        <p className="text-sm font-medium wrap-anywhere">{title}</p>
                        <p className="flex flex-wrap items-center gap-x-3 text-xs text-ink-3">
                          {one.state !== "usable" && (
                            <Badge tone={isComing ? "info" : "neutral"}>{t(`held.${one.state}`)}</Badge>
                          )}
                          <span>
                            {one.undoUntil
                              ? t("staff.undoUntil", { time: formats.time(one.undoUntil) })
                              : isComing
                                ? t("my.from", { date: formats.date(one.validFrom) })
                                : t("my.until", { date: formats.date(one.lastDay) })}
                          </span>
                          {one.mostUses > 1 && <span>{t("my.left", { n: one.usesLeft })}</span>}
                        </p>
                      </div>
                      {one.undoUntil ? (
                        <Button
                          size="sm"
                          loading={undo.isPending && undo.variables.heldId === one.heldId}
                          onClick={() => undo.mutate({ memberId, heldId: one.heldId })}
                          aria-label={t("staff.undoOf", { title })}
                        >
                          {t("staff.undo")}
                        </Button>
                      ) : (
                        <div className="flex flex-wrap gap-2">
                          {use !== "till" && (
                            <Button
                              size="sm"
                              variant={use === "tear" ? "primary" : "secondary"}
                              disabledReason={refusal}
                              loading={tear.isPending && tear.variables.heldId === one.heldId}
                              onClick={() => tear.mutate({ memberId, heldId: one.heldId, storeId: till.storeId })}
                              aria-label={t("staff.tearOf", { title })}
                            >
                              {t("staff.tear")}
                            </Button>
                          )}
                          {use !== "tear" &&
                            (refusal ? (
                              <Button size="sm" disabledReason={refusal}>
                                {t("staff.inSale")}
                              </Button>
                            ) : (
                              <ButtonLink
                                size="sm"
                                href={`${till.saleHref(memberId)}&coupon=${one.heldId}`}
                                aria-label={t("staff.inSaleOf", { title })}
                              >
                                {t("staff.inSale")}
                              </ButtonLink>
                            ))}
                        </div>
                      )}
                    </li>
                  );
                })}
                {!isWhole && shown.length > few && (
                  <li className="p-2">
                    <Button variant="ghost" block onClick={() => showAll(true)}>
                      {t("staff.more", { n: shown.length - few })}
                    </Button>
                  </li>
                )}
              </ul>
            )
          }
        </Answer>
      </Card>
      <GiveCouponDialog key={openings} open={isGiving} onOpenChange={setGiving} memberId={memberId} holds={holds} />
    </Section>
  );
}
