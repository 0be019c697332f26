"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { StoreChoice } from "@/components/access/role-fields";
import { DateTime, RelativeTime } from "@/components/format/date-time";
import { useFormats } from "@/components/format/use-formats";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/text-link";
import { CreateKeyDialog } from "./create-key-dialog";
import { KeyActions } from "./key-actions";
import { ShownKey } from "./shown-key";

export interface KeyRow {
  keyId: string;
  name: string;
  prefix: string;
  formerPrefix: string | null;
  formerUntil: Date | null;
  scopes: readonly string[];
  storeName: string | null;
  device: string | null;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  state: "live" | "expired" | "revoked";
}

const tones = { live: "ok", expired: "warn", revoked: "neutral" } as const;

/** Keys of the retailer's own programs. */
export function KeysPage({
  keys,
  stores,
  now,
}: {
  keys: readonly KeyRow[];
  stores: readonly StoreChoice[];
  now: Date;
}) {
  const t = useTranslations("access.keys");
  const rules = useTranslations("pos.docs.rules");
  const formats = useFormats();
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-ink-2">
          {rules("limits")} <TextLink href="/docs/api">{t("docs")}</TextLink>
        </p>
        <CreateKeyDialog stores={stores} onSecret={setSecret} />
      </div>
      <DataTable
        caption={t("caption")}
        rows={keys}
        rowKey={(key) => key.keyId}
        empty={<EmptyState icon={<KeyRound />} title={t("none")} description={t("noneHint")} />}
        columns={[
          {
            key: "name",
            header: t("name"),
            cell: (key) => (
              <span className="grid min-w-0 gap-0.5">
                <span className="flex flex-wrap items-center gap-2">
                  {key.name}
                  <Badge tone={tones[key.state]}>{t(`state.${key.state}`)}</Badge>
                </span>
                <code className="whitespace-nowrap text-xs font-normal text-ink-3">{key.prefix}…</code>
                {key.formerPrefix && key.formerUntil && key.formerUntil > now && key.state === "live" && (
                  <span className="text-xs font-normal text-ink-3">
                    {t("former", { prefix: key.formerPrefix, date: formats.dateTime(key.formerUntil) })}
                  </span>
                )}
              </span>
            ),
          },
          {
            key: "scopes",
            header: t("scopes"),
            cell: (key) => key.scopes.map((scope) => t(`scopeNames.${scope}`)).join(", "),
          },
          {
            key: "store",
            header: t("store"),
            cell: (key) => (
              <span className="grid gap-0.5 whitespace-nowrap">
                {key.storeName ?? t("allStores")}
                {key.device && <span className="text-xs text-ink-3">{key.device}</span>}
              </span>
            ),
          },
          {
            key: "used",
            header: t("lastUsed"),
            cell: (key) => (
              <span className="whitespace-nowrap">
                {key.lastUsedAt ? <RelativeTime value={key.lastUsedAt} now={now} /> : t("never")}
              </span>
            ),
          },
          {
            key: "expires",
            header: t("expires"),
            cell: (key) => (
              <span className="whitespace-nowrap">
                {key.expiresAt ? <DateTime value={key.expiresAt} form="date" /> : t("noExpiry")}
              </span>
            ),
          },
          {
            key: "actions",
            header: "",
            cell: (key) => (key.state === "revoked" ? null : <KeyActions apiKey={key} onSecret={setSecret} />),
          },
        ]}
      />
      {secret && <ShownKey secret={secret} onClose={() => setSecret(null)} />}
    </div>
  );
}
