"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { type Place, RoleFields, type StoreChoice } from "@/components/access/role-fields";
import type { RoleName } from "@/components/access/roles";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Notice } from "@/components/ui/notice";
import { FormDialog } from "../../_parts/form-dialog";
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
  const roles = useTranslations("admin.roles");
  const [trpc, act, router] = [useTRPC(), useAct(), useRouter()];
  const shown: Place = { role: person.role, storeId: person.storeId };
  const [place, setPlace] = useState(shown);
  // When somebody else was faster, the page is read anew and this dialog says what the place is by now.
  const change = useMutation(trpc.access.changeStaff.mutationOptions({ onError: () => router.refresh() }));
  const isChanged = change.error?.data?.reason === "tenancy.staff_changed_meanwhile";
  const now = [roles(person.role), stores.find(({ id }) => id === person.storeId)?.name ?? t("allStores")];
  const submit = async () => {
    await act(change.mutateAsync({ membershipId: person.membershipId, ...place, shown }), t("changed"));
    onClose();
  };
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("changeTitle", { name: person.name })}
      description={t("changeHint")}
      submitLabel={t("save")}
      isBusy={change.isPending}
      error={change.error}
      onSubmit={submit}
    >
      {isChanged && <Notice>{t("nowIs", { place: now.join(" · ") })}</Notice>}
      <RoleFields place={place} stores={stores} onChange={setPlace} />
    </FormDialog>
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

/** Takes a colleague's second step away, for somebody who lost phone and recovery codes. The address is typed first. */
export function ResetTwoStepDialog({ person, onClose }: { person: Person & { email: string }; onClose: () => void }) {
  const t = useTranslations("access.people");
  const [trpc, act] = [useTRPC(), useAct()];
  const reset = useMutation(trpc.access.resetTwoStep.mutationOptions());
  const { membershipId, name, email } = person;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("resetTotpTitle", { name })}
      description={t("resetTotpLead")}
      consequences={(["sessions", "password", "mail"] as const).map((line) => t(`resetTotpLines.${line}`))}
      typeToConfirm={email}
      confirmLabel={t("resetTotp")}
      onConfirm={() => act(reset.mutateAsync({ membershipId }), t("resetTotpDone", { name }))}
    />
  );
}
