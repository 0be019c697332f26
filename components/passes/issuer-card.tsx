"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DateTime } from "@/components/format/date-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DescriptionList } from "@/components/ui/description-list";
import { Notice } from "@/components/ui/notice";

export interface Issuer {
  issuerId: string;
  accountId: string;
  validUntil: Date | null;
  changedAt: Date;
  isOver: boolean;
}

interface Props {
  platform: "apple" | "google";
  issuer: Issuer | null;
  /** Whether the form stands open to replace what is there; without anything there it always does. */
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onRemove: () => Promise<unknown>;
  children: ReactNode;
}

/** One wallet: what is set up and until when, or the form with which it is. */
export function IssuerCard({ platform, issuer, isOpen, onOpen, onRemove, children }: Props) {
  const t = useTranslations("passes");
  const state = issuer === null ? "off" : issuer.isOver ? "over" : "on";
  const facts = issuer && [
    {
      key: "issuer",
      term: t(`facts.${platform}.issuerId`),
      value: <span className="break-all">{issuer.issuerId}</span>,
    },
    {
      key: "account",
      term: t(`facts.${platform}.accountId`),
      value: <span className="break-all">{issuer.accountId}</span>,
    },
    ...(issuer.validUntil
      ? [{ key: "until", term: t("facts.validUntil"), value: <DateTime value={issuer.validUntil} /> }]
      : []),
    { key: "changed", term: t("facts.changedAt"), value: <DateTime value={issuer.changedAt} form="dateTime" /> },
  ];
  return (
    <Card>
      <section className="grid gap-4" aria-labelledby={`wallet-${platform}`}>
        <div className="flex flex-wrap items-center gap-3">
          <h2 id={`wallet-${platform}`} className="text-base font-semibold">
            {t(`names.${platform}`)}
          </h2>
          <Badge tone={state === "on" ? "ok" : state === "over" ? "danger" : "neutral"}>{t(`state.${state}`)}</Badge>
        </div>
        <p className="text-sm text-ink-2">{t(`leads.${platform}`)}</p>
        {state === "over" && <Notice tone="danger">{t("over")}</Notice>}
        {facts && <DescriptionList items={facts} />}
        {(issuer === null || isOpen) && children}
        {issuer && (
          <div className="flex flex-wrap gap-2">
            <Button onClick={() => onOpen(!isOpen)}>{t(isOpen ? "giveUp" : "replace")}</Button>
            <ConfirmDialog
              trigger={<Button variant="ghost">{t("remove")}</Button>}
              title={t("removeTitle", { name: t(`names.${platform}`) })}
              description={t("removeText")}
              confirmLabel={t("remove")}
              onConfirm={onRemove}
            />
          </div>
        )}
      </section>
    </Card>
  );
}
