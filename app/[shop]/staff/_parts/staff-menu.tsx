"use client";

import { LogOut, Store, UserCog } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { keepPreference } from "@/components/layout/preference-cookie";
import { ChooseStore, type CounterStore } from "@/components/staff/choose-store";
import { Avatar } from "@/components/ui/avatar";
import { Dialog } from "@/components/ui/dialog";
import { Menu } from "@/components/ui/menu";
import { leaveTill } from "./leave-till";
import { storeCookie } from "./store-cookie";

type Props = { slug: string; name: string; stores: readonly CounterStore[]; storeId?: string };

/** Who is signed in, and at which store this device stands. */
export function StaffMenu({ slug, name, stores, storeId }: Props) {
  const t = useTranslations();
  const router = useRouter();
  const [isChoosing, setChoosing] = useState(false);
  const choose = (chosen: string) => {
    keepPreference(storeCookie(slug), chosen);
    setChoosing(false);
    router.refresh();
  };
  const change = {
    key: "store",
    label: t("staff.store.change"),
    icon: <Store aria-hidden />,
    onSelect: () => setChoosing(true),
  };
  return (
    <>
      <Menu
        label={name}
        trigger={
          <button
            type="button"
            aria-label={t("ui.nav.account")}
            className="flex size-11 items-center justify-center rounded-full"
          >
            <Avatar name={name} />
          </button>
        }
        items={[
          ...(stores.length > 1 ? [change] : []),
          { key: "account", label: t("access.account.open"), icon: <UserCog aria-hidden />, href: "/account" },
          {
            key: "leave",
            label: t("common.signOut"),
            icon: <LogOut aria-hidden />,
            onSelect: () => {
              navigator.serviceWorker?.controller?.postMessage("forget");
              void leaveTill(slug);
            },
          },
        ]}
      />
      <Dialog
        open={isChoosing}
        onOpenChange={setChoosing}
        size="md"
        title={t("staff.store.title")}
        description={t("staff.store.lead")}
      >
        <ChooseStore stores={stores} current={storeId} onChoose={choose} />
      </Dialog>
    </>
  );
}
