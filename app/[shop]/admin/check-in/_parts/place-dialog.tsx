"use client";

import { Settings2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAct } from "@/app/[shop]/admin/_parts/use-act";
import { useTRPCClient } from "@/app/trpc-provider";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { RadioGroup } from "@/components/ui/radio-group";
import { type CheckInProof, checkInProofs } from "@/server/visits/input";

interface Place {
  storeId: string;
  name: string;
  isOpen: boolean;
  proof: CheckInProof;
  revision: number;
}

/** Opens or closes a store's check-in, says what is scanned, and makes a new code. */
export function PlaceDialog({ place }: { place: Place }) {
  const t = useTranslations("visits.desk");
  const [client, act] = [useTRPCClient(), useAct()];
  const { storeId, name, revision } = place;
  const [open, setOpen] = useState(false);
  const [isOpen, setIsOpen] = useState(revision === 0 || place.isOpen);
  const [proof, setProof] = useState<CheckInProof>(place.proof);
  const [isSaving, setSaving] = useState(false);
  const save = () => {
    setSaving(true);
    void act(client.visits.setPlace.mutate({ storeId, isOpen, proof, revision }), t("saved"))
      .then(() => setOpen(false))
      .catch(() => undefined)
      .finally(() => setSaving(false));
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" icon={<Settings2 aria-hidden />} aria-label={t("setNamed", { name })}>
          {t("set")}
        </Button>
      }
      title={t("setNamed", { name })}
      footer={
        <>
          <Button onClick={() => setOpen(false)}>{t("cancel")}</Button>
          <Button variant="primary" loading={isSaving} onClick={save}>
            {t("save")}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <Checkbox label={t("isOpen")} checked={isOpen} onChange={(event) => setIsOpen(event.target.checked)} />
        <RadioGroup
          legend={t("proof")}
          name={`proof-${storeId}`}
          look="cards"
          value={proof}
          onValueChange={(value) => setProof(value === "changing" ? "changing" : "poster")}
          options={checkInProofs.map((value) => ({
            value,
            label: t(`proofs.${value}`),
            hint: t(`proofHints.${value}`),
          }))}
        />
        {revision > 0 && (
          <ConfirmDialog
            title={t("renewTitle", { name })}
            description={t("renewText")}
            confirmLabel={t("renew")}
            trigger={<Button variant="ghost">{t("renew")}</Button>}
            onConfirm={() =>
              act(client.visits.renewPlace.mutate({ storeId, revision }), t("renewed"))
                .then(() => setOpen(false))
                .catch(() => undefined)
            }
          />
        )}
      </div>
    </Dialog>
  );
}
