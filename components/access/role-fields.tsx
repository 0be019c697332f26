"use client";

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";
import { type RoleName, roleNames } from "./roles";

export interface StoreChoice {
  id: string;
  name: string;
}
export interface Place {
  role: RoleName;
  storeId: string | null;
}

type Props = { place: Place; stores: readonly StoreChoice[]; onChange: (place: Place) => void };

/** What somebody may do, and at which store. */
export function RoleFields({ place, stores, onChange }: Props) {
  const [t, roles] = [useTranslations("access.people"), useTranslations("admin.roles")];
  return (
    <>
      <RadioGroup
        legend={t("role")}
        name="role"
        look="cards"
        value={place.role}
        onValueChange={(role) => onChange({ ...place, role: role as RoleName })}
        options={roleNames.map((role) => ({ value: role, label: roles(role), hint: t(`roleHints.${role}`) }))}
      />
      <Field label={t("store")} hint={t("storeHint")}>
        <Select
          value={place.storeId ?? ""}
          onChange={(event) => onChange({ ...place, storeId: event.target.value || null })}
          options={[
            { value: "", label: t("allStores") },
            ...stores.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Field>
    </>
  );
}
