"use client";

import { useLightWords } from "@/components/form/light-words";
import { PostalFields } from "@/components/my/postal-fields";
import { ChoiceField, TextField } from "@/components/ui/text-field";
import type { LookUp, PartProps } from "./request-parts";
import type { RequestFormView } from "./request-values";
import { useFields } from "./use-fields";

interface Props extends Pick<PartProps, "values" | "set" | "errors"> {
  pickUp: NonNullable<RequestFormView["pickUp"]>;
  lookUp: LookUp;
}

/** Where and when the carrier calls. */
export function PickUpFields({ pickUp, values, set, errors, lookUp }: Props) {
  const t = useLightWords("repairs.form");
  const windows = useLightWords("repairs.windows");
  const postal = useLightWords("account.profile");
  const field = useFields({ values, set, errors });
  const { postalCode, prefecture, city, addressLine } = values;
  const address = (name: string) => {
    const of = name as "postalCode" | "prefecture" | "city" | "addressLine";
    return field(of, t(of));
  };
  return (
    <>
      <PostalFields
        field={address}
        values={{ postalCode, prefecture, city, addressLine }}
        put={(name, value) => set({ [name]: value })}
        findPlaces={lookUp}
        words={{
          hint: postal("postalHint"),
          none: postal("postalNone"),
          offline: postal("postalOffline"),
          filled: postal("postalFilled"),
          choose: postal("postalChoose"),
          chooseFirst: postal("postalChooseFirst"),
        }}
      />
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <TextField {...field("on", t("day"))} type="date" min={pickUp.from} max={pickUp.to} />
        <ChoiceField
          {...field("window", t("window"))}
          options={[
            { value: "", label: t("choose") },
            ...pickUp.windows.map((value) => ({ value, label: windows(value as "morning") })),
          ]}
        />
      </div>
    </>
  );
}
