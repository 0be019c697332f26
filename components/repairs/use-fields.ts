import { useLightWords } from "@/components/form/light-words";
import type { FieldErrors, RequestValues } from "./request-values";

interface Of {
  values: RequestValues;
  set: (changes: Partial<RequestValues>) => void;
  errors: FieldErrors;
}

/** What a field of the form is given: its name, what stands in it, what is wrong with it. */
export function useFields({ values, set, errors }: Of) {
  const ui = useLightWords("ui.field");
  return (name: Exclude<keyof RequestValues, "photos" | "isItemHere">, label: string, isOptional = false) => ({
    label,
    name,
    value: values[name],
    error: errors[name],
    ...(isOptional ? { optional: ui("optional") } : { needed: ui("required") }),
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  });
}
