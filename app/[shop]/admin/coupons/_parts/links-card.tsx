"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { usePendingAct } from "@/app/[shop]/admin/_parts/use-act";
import { useTRPC, useTRPCClient } from "@/app/trpc-provider";
import { SvgCode } from "@/components/staff/svg-code";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

interface Link {
  linkId: string;
  name: string;
  storeName: string | null;
  closedAt: Date | null;
  taken: number;
  address: string;
  /** Its QR code, drawn by the server. */
  svg: string;
}

/** Posters and flyers at which members take the coupon. */
export function LinksCard({ couponId, links }: { couponId: string; links: readonly Link[] }) {
  const t = useTranslations("coupons.admin");
  const [trpc, client] = [useTRPC(), useTRPCClient()];
  const { act, isPending } = usePendingAct();
  const stores = useQuery({ ...trpc.tenancy.stores.queryOptions(), staleTime: 300_000 });
  const [name, setName] = useState("");
  const [storeId, setStore] = useState("");
  return (
    <Section title={t("links")} description={t("linksHint")}>
      <Card className="grid gap-4">
        {links.length === 0 ? (
          <p className="text-sm text-ink-3">{t("noLinks")}</p>
        ) : (
          <ul className="grid gap-1">
            {links.map((link) => (
              <li key={link.linkId} className="flex min-h-11 flex-wrap items-center gap-3">
                <span className="min-w-0 flex-1 wrap-anywhere">
                  <span className="font-medium">{link.name}</span>
                  <span className="block text-xs text-ink-3">
                    {[link.storeName, t("taken", { n: link.taken })].filter(Boolean).join(" · ")}
                  </span>
                </span>
                {link.closedAt ? (
                  <Badge>{t("closedWord")}</Badge>
                ) : (
                  <>
                    <Dialog trigger={<Button size="sm">{t("openQr")}</Button>} title={link.name}>
                      <div className="grid justify-items-center gap-4">
                        <SvgCode svg={link.svg} label={link.address} className="size-64" />
                        <p className="text-sm break-all">{link.address}</p>
                        <CopyButton text={link.address} />
                      </div>
                    </Dialog>
                    <Button
                      size="sm"
                      loading={isPending}
                      onClick={() =>
                        void act(client.coupons.closeLink.mutate({ linkId: link.linkId }), t("closedWord")).catch(
                          () => {},
                        )
                      }
                    >
                      {t("closeLink")}
                    </Button>
                  </>
                )}
              </li>
            ))}
          </ul>
        )}
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            void act(client.coupons.openLink.mutate({ couponId, name, storeId: storeId || null }), t("addLink"))
              .then(() => setName(""))
              .catch(() => {});
          }}
        >
          <Field label={t("linkName")} className="min-w-48 flex-1">
            <Input value={name} required maxLength={80} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={t("linkStore")}>
            <Select
              value={storeId}
              onChange={(event) => setStore(event.target.value)}
              placeholder={t("anyStore")}
              options={(stores.data ?? []).map((store) => ({ value: store.id, label: store.name }))}
            />
          </Field>
          <Button type="submit" loading={isPending}>
            {t("addLink")}
          </Button>
        </form>
      </Card>
    </Section>
  );
}
