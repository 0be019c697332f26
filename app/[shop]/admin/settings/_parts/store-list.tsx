"use client";

import { useMutation } from "@tanstack/react-query";
import { Globe, Pencil, Plus, Store } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { DateTime } from "@/components/format/date-time";
import { postalText } from "@/components/format/postal";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toaster";
import type { EditedStore } from "./store-editor";
import { StoreDialog } from "./store-dialog";

export interface StoreView {
  id: string;
  externalId: string;
  name: string;
  kind: string;
  postalCode: string | null;
  address: string | null;
  phone: string | null;
  closedAt: Date | null;
  staffCount: number;
  revision: string;
}

const edited = (store: StoreView): EditedStore => ({
  storeId: store.id,
  revision: store.revision,
  name: store.name,
  kind: store.kind === "online" ? "online" : "shop",
  externalId: store.externalId,
  postalCode: store.postalCode ?? "",
  address: store.address ?? "",
  phone: store.phone ?? "",
});

/** Every store with what can be done to it. */
export function StoreList({ slug, stores }: { slug: string; stores: readonly StoreView[] }) {
  const t = useTranslations("settings.stores");
  const add = (
    <StoreDialog
      slug={slug}
      store={null}
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden />}>
          {t("add")}
        </Button>
      }
    />
  );
  return (
    <>
      <div className="mb-4 flex justify-end">{add}</div>
      <Card flush>
        {stores.length === 0 && <EmptyState icon={<Store />} title={t("none")} description={t("noneHint")} />}
        <ul className="divide-y divide-line">
          {stores.map((store) => (
            <StoreRow key={store.id} slug={slug} store={store} />
          ))}
        </ul>
      </Card>
    </>
  );
}

function StoreRow({ slug, store }: { slug: string; store: StoreView }) {
  const t = useTranslations("settings.stores");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const router = useRouter();
  const onError = (error: unknown) => void toast.error(errorText(error));
  const reopen = useMutation(
    trpc.settings.reopenStore.mutationOptions({
      onSuccess: () => {
        toast.success(t("reopened", { name: store.name }));
        router.refresh();
      },
      onError,
    }),
  );
  const close = useMutation(
    trpc.settings.closeStore.mutationOptions({
      onSuccess: () => {
        toast.success(t("closed", { name: store.name }), {
          action: { label: t("undo"), onClick: () => reopen.mutate({ storeId: store.id }) },
        });
        router.refresh();
      },
      onError,
    }),
  );
  const place = [postalText(store.postalCode), store.address, store.phone].filter(Boolean);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
      <span
        aria-hidden
        className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-sunken text-ink-2 [&_svg]:size-4.5"
      >
        {store.kind === "online" ? <Globe /> : <Store />}
      </span>
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-x-2 text-sm font-medium">
          {store.name}
          <span className="font-mono text-xs font-normal text-ink-3">{store.externalId}</span>
          {store.closedAt && (
            <Badge>
              <DateTime value={store.closedAt} /> {t("closedSince")}
            </Badge>
          )}
        </p>
        <p className="text-xs text-ink-3">{place.length > 0 ? place.join("　") : t(`kinds.${store.kind}`)}</p>
      </div>
      <div className="flex gap-2">
        {store.closedAt ? (
          <Button size="sm" loading={reopen.isPending} onClick={() => reopen.mutate({ storeId: store.id })}>
            {t("reopen")}
          </Button>
        ) : (
          <>
            <StoreDialog
              key={store.revision}
              slug={slug}
              store={edited(store)}
              trigger={
                <Button size="sm" icon={<Pencil aria-hidden />} aria-label={t("editNamed", { name: store.name })}>
                  {t("editShort")}
                </Button>
              }
            />
            <ConfirmDialog
              title={t("closeTitle", { name: store.name })}
              description={t("closeLead")}
              consequences={[
                t("closeFirst"),
                t("closeSecond"),
                ...(store.staffCount > 0 ? [t("closeStaff", { count: store.staffCount })] : []),
              ]}
              confirmLabel={t("close")}
              trigger={
                <Button size="sm" variant="ghost" aria-label={t("closeNamed", { name: store.name })}>
                  {t("closeShort")}
                </Button>
              }
              onConfirm={() => close.mutateAsync({ storeId: store.id }).catch(() => undefined)}
            />
          </>
        )}
      </div>
    </li>
  );
}
