"use client";

import { useMutation } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import type { StoreChoice } from "@/components/access/role-fields";
import { useDraft } from "@/components/form/use-draft";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type ApiScope, apiScopeNames } from "@/server/kernel/permissions";
import { FormDialog } from "../../_parts/form-dialog";

interface Wanted {
  name: string;
  scopes: readonly ApiScope[];
  storeId: string;
  device?: string;
  life: string;
}
const blank: Wanted = { name: "", scopes: [], storeId: "", life: "d365" };

const lives = ["d30", "d90", "d365", "d730", "none"] as const;

type Props = { stores: readonly StoreChoice[]; onSecret: (secret: string) => void };

/** Name, scopes, store and life of a new key. */
export function CreateKeyDialog({ stores, onSecret }: Props) {
  const t = useTranslations("access.keys");
  const [trpc, router, path] = [useTRPC(), useRouter(), usePathname()];
  const [open, setOpen] = useState(false);
  const { draft, change } = useDraft<Wanted>(`${path}.create`);
  const wanted = draft ?? blank;
  const { name, scopes, storeId, device = "", life } = wanted;
  const set = (patch: Partial<Wanted>) => change({ ...wanted, ...patch });
  const create = useMutation(trpc.access.createApiKey.mutationOptions());
  const submit = async () => {
    const daysValid = life === "none" ? null : Number(life.slice(1));
    const place = { storeId: storeId || null, device: device.trim() || null };
    const made = await create.mutateAsync({ name, scopes: [...scopes], ...place, daysValid });
    setOpen(false);
    change(null);
    onSecret(made.secret);
    router.refresh();
  };
  const toggle = (scope: ApiScope, isOn: boolean) =>
    set({ scopes: isOn ? [...scopes, scope] : scopes.filter((one) => one !== scope) });
  return (
    <FormDialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden />}>
          {t("create")}
        </Button>
      }
      title={t("createTitle")}
      description={t("createLead")}
      submitLabel={t("create")}
      isBusy={create.isPending}
      error={create.error}
      onSubmit={submit}
    >
      <Field label={t("name")} hint={t("nameHint")} required>
        <Input required maxLength={60} value={name} onChange={(event) => set({ name: event.target.value })} />
      </Field>
      <fieldset className="min-w-0">
        <legend className="mb-1.5 text-sm font-medium">{t("scopes")}</legend>
        {apiScopeNames.map((scope) => (
          <Checkbox
            key={scope}
            label={t(`scopeNames.${scope}`)}
            hint={t(`scopeHints.${scope}`)}
            checked={scopes.includes(scope)}
            onChange={(event) => toggle(scope, event.target.checked)}
          />
        ))}
      </fieldset>
      <Field label={t("store")}>
        <Select
          value={storeId}
          onChange={(event) => set({ storeId: event.target.value })}
          options={[
            { value: "", label: t("allStores") },
            ...stores.map(({ id, name: label }) => ({ value: id, label })),
          ]}
        />
      </Field>
      <Field label={t("device")} hint={t("deviceHint")}>
        <Input maxLength={40} value={device} onChange={(event) => set({ device: event.target.value })} />
      </Field>
      <Field label={t("days")}>
        <Select
          value={life}
          onChange={(event) => set({ life: event.target.value })}
          options={lives.map((value) => ({ value, label: t(`daysOptions.${value}`) }))}
        />
      </Field>
    </FormDialog>
  );
}
