"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { keepPreference } from "@/components/layout/preference-cookie";
import { ChooseStore, type CounterStore } from "@/components/staff/choose-store";
import { EmptyState } from "@/components/ui/empty-state";
import { storeCookie } from "./store-cookie";

/** Shown in place of every screen until this device knows its store: sales without a store would help nobody. */
export function StoreGate({ slug, stores }: { slug: string; stores: readonly CounterStore[] }) {
  const t = useTranslations("staff.store");
  const router = useRouter();
  const choose = (storeId: string) => {
    keepPreference(storeCookie(slug), storeId);
    router.refresh();
  };
  return (
    <div className="mx-auto grid max-w-2xl gap-5 py-6">
      <div>
        <h1 className="text-2xl">{t("title")}</h1>
        <p className="mt-1 text-ink-2">{t("lead")}</p>
      </div>
      {stores.length > 0 ? (
        <ChooseStore stores={stores} onChoose={choose} />
      ) : (
        <EmptyState title={t("none")} description={t("noneLead")} />
      )}
    </div>
  );
}
