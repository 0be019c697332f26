"use client";

import { PackageOpen, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPCClient } from "@/app/trpc-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Notice } from "@/components/ui/notice";
import { useStepDialog } from "./use-repair-step";

interface Props {
  repair: { repairId: string; version: number; accessories: string | null; storeId: string | null };
  stores: readonly { id: string; name: string }[];
  isHere: boolean;
  /** Nothing more will be done to it: if it is still here, it must go back. */
  isOver: boolean;
}

/** The product comes in, or goes back where nothing will be repaired. */
export function ItemButton({ repair, stores, isHere, isOver }: Props) {
  const t = useTranslations("repairs.sheet");
  const form = useTranslations("repairs.form");
  const ui = useTranslations("ui");
  const client = useTRPCClient();
  const { run, isBusy, problem, isOpen, open } = useStepDialog();
  const [storeId, setStoreId] = useState(repair.storeId ?? (stores.length === 1 ? (stores[0]?.id ?? "") : ""));
  const [accessories, setAccessories] = useState(repair.accessories ?? "");
  if (isHere !== isOver) return null;
  const move = async (place: "shop" | "customer") => {
    const { repairId, version } = repair;
    await run(
      () =>
        client.repairs.moveItem.mutate({
          repairId,
          version,
          place,
          ...(accessories.trim() ? { accessories } : {}),
          ...(place === "shop" && storeId ? { storeId } : {}),
        }),
      t(place === "shop" ? "itemInDone" : "itemOutDone"),
    );
  };
  return (
    <Dialog
      open={isOpen}
      onOpenChange={open}
      trigger={
        <Button
          variant={isHere ? "primary" : "secondary"}
          icon={isHere ? <Undo2 aria-hidden /> : <PackageOpen aria-hidden />}
          className="min-h-14 max-sm:w-full"
        >
          {t(isHere ? "itemOut" : "itemIn")}
        </Button>
      }
      title={isHere ? t("itemOut") : t("itemInTitle")}
      description={isHere ? t("handBackText") : undefined}
      footer={
        <>
          <Button onClick={() => open(false)}>{ui("cancel")}</Button>
          <Button variant="primary" loading={isBusy} onClick={() => void move(isHere ? "customer" : "shop")}>
            {t(isHere ? "itemOut" : "itemIn")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {problem && <Notice tone="danger">{problem}</Notice>}
        {!isHere && stores.length > 1 && (
          <Field label={t("itemStore")}>
            <Select
              value={storeId}
              onChange={(event) => setStoreId(event.target.value)}
              placeholder={form("chooseStore")}
              options={stores.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Field>
        )}
        {!isHere && (
          <Field label={form("accessories")} hint={form("accessoriesHint")} optional>
            <Input maxLength={200} value={accessories} onChange={(event) => setAccessories(event.target.value)} />
          </Field>
        )}
      </div>
    </Dialog>
  );
}
