import { useTranslations } from "next-intl";
import { FormGrid } from "@/components/form/form-grid";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { Select } from "@/components/ui/select";

export interface StoreForm {
  name: string;
  kind: "shop" | "online";
  externalId: string;
  postalCode: string;
  address: string;
  phone: string;
}

export const emptyStore: StoreForm = { name: "", kind: "shop", externalId: "", postalCode: "", address: "", phone: "" };

type Props = {
  values: StoreForm;
  isNew: boolean;
  errorOf: (field: keyof StoreForm) => string | undefined;
  /** Why it was not saved, in words. */
  problem: string | null;
  onChange: (patch: Partial<StoreForm>) => void;
  /** What the postal code led to. */
  postal?: PostalFinding;
};

/** Nothing yet; a sentence about what was filled in; or several areas to choose from. */
export interface PostalFinding {
  says: "foundAddress" | "noAddress" | null;
  areas: readonly string[];
  onChoose: (address: string) => void;
}

/** What is known of a store; an online store has no place. */
export function StoreFields({ values, isNew, errorOf, problem, onChange, postal }: Props) {
  const t = useTranslations("settings.stores");
  const text = (name: "name" | "externalId" | "postalCode" | "address" | "phone") => ({
    value: values[name],
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
  });
  return (
    <div className="grid gap-5">
      {problem && <Notice tone="danger">{problem}</Notice>}
      <RadioGroup
        legend={t("kind")}
        name="kind"
        look="inline"
        value={values.kind}
        onValueChange={(kind) => onChange({ kind: kind === "online" ? "online" : "shop" })}
        options={[
          { value: "shop", label: t("kinds.shop") },
          { value: "online", label: t("kinds.online") },
        ]}
      />
      <FormGrid columns={2}>
        <Field label={t("name")} error={errorOf("name")} required>
          <Input {...text("name")} maxLength={240} autoComplete="off" />
        </Field>
        <Field
          label={t("externalId")}
          hint={t(isNew ? "codeHintNew" : "codeHint")}
          error={errorOf("externalId")}
          optional={isNew}
        >
          <Input {...text("externalId")} maxLength={64} autoComplete="off" className="font-mono" />
        </Field>
      </FormGrid>
      {values.kind === "shop" && (
        <FormGrid columns={2}>
          <Field
            label={t("postalCode")}
            hint={postal?.says ? t(postal.says) : undefined}
            error={errorOf("postalCode")}
            optional
          >
            <Input
              {...text("postalCode")}
              maxLength={10}
              inputMode="numeric"
              className="text-start"
              autoComplete="postal-code"
            />
          </Field>
          <Field label={t("phone")} error={errorOf("phone")} optional>
            <Input {...text("phone")} type="tel" maxLength={40} autoComplete="off" />
          </Field>
          {postal && postal.areas.length > 1 && (
            <Field label={t("chooseArea")} className="sm:col-span-2">
              <Select
                value={postal.areas.includes(values.address) ? values.address : ""}
                onChange={(event) => event.target.value && postal.onChoose(event.target.value)}
                options={[
                  { value: "", label: t("chooseArea") },
                  ...postal.areas.map((area) => ({ value: area, label: area })),
                ]}
              />
            </Field>
          )}
          <Field label={t("address")} error={errorOf("address")} optional className="sm:col-span-2">
            <Input {...text("address")} maxLength={300} autoComplete="off" />
          </Field>
        </FormGrid>
      )}
    </div>
  );
}
