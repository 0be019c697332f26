"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { type Place, RoleFields, type StoreChoice } from "@/components/access/role-fields";
import type { RoleName } from "@/components/access/roles";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useAct } from "../../_parts/use-act";

interface Person {
  membershipId: string;
  name: string;
}

type ChangeProps = {
  person: Person & { role: RoleName; storeId: string | null };
  stores: readonly StoreChoice[];
  onClose: () => void;
};

/** Another role or store for a colleague. */
export function ChangeDialog({ person, stores, onClose }: ChangeProps) {
  const t = useTranslations("access.people");
  const [trpc, act, errorText, form] = [useTRPC(), useAct(), useErrorText(), useId()];
  const [place, setPlace] = useState<Place>({ role: person.role, storeId: person.storeId });
  const change = useMutation(trpc.access.changeStaff.mutationOptions());
  const submit = async () => {
    await act(change.mutateAsync({ membershipId: person.membershipId, ...place }), t("changed"));
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("changeTitle", { name: person.name })}
      description={t("changeHint")}
      footer={
        <Button type="submit" form={form} variant="primary" loading={change.isPending}>
          {t("save")}
        </Button>
      }
    >
      <form
        id={form}
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit().catch(() => {});
        }}
      >
        {change.isError && <Notice tone="danger">{errorText(change.error)}</Notice>}
        <RoleFields place={place} stores={stores} onChange={setPlace} />
      </form>
    </Dialog>
  );
}

/** Ends a colleague's work at this shop, after saying what that means. */
export function RemoveDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useTranslations("access.people");
  const [trpc, act] = [useTRPC(), useAct()];
  const remove = useMutation(trpc.tenancy.removeStaff.mutationOptions());
  const confirm = () =>
    act(remove.mutateAsync({ membershipId: person.membershipId }), t("removed", { name: person.name }));
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("removeTitle", { name: person.name })}
      description={t("removeLead")}
      consequences={(["sessions", "history", "others", "again"] as const).map((line) => t(`removeLines.${line}`))}
      confirmLabel={t("remove")}
      onConfirm={confirm}
    />
  );
}
