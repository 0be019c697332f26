"use client";

import { useMutation } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPCClient } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useDraft } from "@/components/form/use-draft";
import { emptyStore, StoreFields, type StoreForm } from "@/components/settings/store-fields";
import { toast } from "@/components/ui/toaster";
import { storeChange, storeInput } from "@/server/tenancy/input";
import { usePostalCode } from "./use-postal-code";

export interface EditedStore extends StoreForm {
  storeId: string;
  revision: string;
}

const reasonOf = (error: unknown) =>
  error instanceof TRPCClientError ? String((error.data as { reason?: string } | null)?.reason) : "";

/** What a form over one store knows and does: a new one, or one that is there. `StoreFields` draws it. */
export function useStoreEditor(slug: string, store: EditedStore | null, onSaved: () => void) {
  const t = useTranslations("settings.stores");
  const wrong = useTranslations("settings.invalid");
  const errorText = useErrorText();
  const client = useTRPCClient();
  const router = useRouter();
  const [wrongField, setWrongField] = useState<string | null>(null);
  const { draft, change } = useDraft<StoreForm>(`${slug}.store.${store?.storeId ?? "new"}`);
  const values = draft ?? store ?? emptyStore;
  const { postal, onPostalCode } = usePostalCode(values, change);

  const save = useMutation({
    mutationFn: async (next: ReturnType<typeof tidy>) =>
      store
        ? client.settings.changeStore.mutate({ ...next, externalId: next.externalId ?? "", ...at(store) })
        : client.tenancy.createStore.mutate(next),
    networkMode: "always",
    onSuccess: () => {
      change(null);
      toast.success(t(store ? "saved" : "added", { name: values.name }));
      router.refresh();
      onSaved();
    },
    onError: (error) => {
      if (reasonOf(error) === "tenancy.store_exists") setWrongField("externalId");
      // The list then shows what the other one wrote; what was typed here stays.
      if (reasonOf(error) === "tenancy.store_changed") router.refresh();
    },
  });
  const submit = () => {
    if (save.isPending) return;
    const next = tidy(values);
    const checked = store
      ? storeChange.safeParse({ ...next, ...at(store), externalId: next.externalId ?? "" })
      : storeInput.safeParse(next);
    const first = checked.success ? null : String(checked.error.issues[0]?.path[0] ?? "");
    setWrongField(first);
    if (first === null) save.mutate(next);
  };
  return {
    submit,
    isSaving: save.isPending,
    giveUp: () => {
      change(null);
      setWrongField(null);
      save.reset();
    },
    fields: (
      <StoreFields
        values={values}
        isNew={store === null}
        errorOf={(field) => (field === wrongField ? wrong(`store.${field}`) : undefined)}
        problem={save.isError && wrongField !== "externalId" ? errorText(save.error) : null}
        postal={postal}
        onChange={(patch) => {
          setWrongField(null);
          change({ ...values, ...patch });
          if (patch.postalCode !== undefined) void onPostalCode(patch.postalCode);
        }}
      />
    ),
  };
}

const at = ({ storeId, revision }: EditedStore) => ({ storeId, revision });

/** As the shop keeps it: full-width digits made plain, nothing instead of an empty text. */
const tidy = (form: StoreForm) => {
  const digits = form.postalCode.normalize("NFKC").replace(/[\s‐‑–—―−-]/g, "");
  return {
    name: form.name,
    kind: form.kind,
    externalId: form.externalId.trim() || undefined,
    postalCode: digits || null,
    address: form.address.trim() || null,
    phone:
      form.phone
        .normalize("NFKC")
        .replace(/[‐‑–—―−ー]/g, "-")
        .trim() || null,
  };
};
