"use client";

import { useMutation } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { type Place, RoleFields, type StoreChoice } from "@/components/access/role-fields";
import { useDraft } from "@/components/form/use-draft";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { FormDialog } from "../../_parts/form-dialog";
import { useAct } from "../../_parts/use-act";

type Props = { stores: readonly StoreChoice[]; defaultLocale: "ja" | "en" };
interface Wanted {
  who: { email: string; name: string };
  locale: "ja" | "en";
  place: Place;
}
const blank: Omit<Wanted, "locale"> = { who: { email: "", name: "" }, place: { role: "store_staff", storeId: null } };

/** Asks a person by mail to work here. What was typed stays until it is sent, also over an ended session. */
export function InviteDialog({ stores, defaultLocale }: Props) {
  const t = useTranslations("access.people");
  const [trpc, act, path] = [useTRPC(), useAct(), usePathname()];
  const [open, setOpen] = useState(false);
  const { draft, change } = useDraft<Wanted>(`${path}.invite`);
  const { who, locale, place } = draft ?? { ...blank, locale: defaultLocale };
  const set = (patch: Partial<Wanted>) => change({ who, locale, place, ...patch });
  const invite = useMutation(trpc.access.invite.mutationOptions());
  const submit = async () => {
    const { email, name } = who;
    const wanted = { email, name: name.trim() || null, locale, ...place };
    await act(invite.mutateAsync(wanted), t("sent", { email: email.trim() }));
    change(null);
    setOpen(false);
  };
  return (
    <FormDialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary" icon={<UserPlus aria-hidden />}>
          {t("invite")}
        </Button>
      }
      title={t("inviteTitle")}
      description={t("inviteLead")}
      submitLabel={t("send")}
      isBusy={invite.isPending}
      error={invite.error}
      onSubmit={submit}
    >
      <Field label={t("email")} hint={t("emailHint")} required>
        <Input
          type="email"
          required
          maxLength={254}
          autoComplete="off"
          value={who.email}
          onChange={(event) => set({ who: { ...who, email: event.target.value } })}
        />
      </Field>
      <Field label={t("personName")}>
        <Input
          maxLength={60}
          autoComplete="off"
          value={who.name}
          onChange={(event) => set({ who: { ...who, name: event.target.value } })}
        />
      </Field>
      <RoleFields place={place} stores={stores} onChange={(next) => set({ place: next })} />
      <Field label={t("language")}>
        <Select
          value={locale}
          onChange={(event) => set({ locale: event.target.value === "en" ? "en" : "ja" })}
          options={[
            { value: "ja", label: "日本語" },
            { value: "en", label: "English" },
          ]}
        />
      </Field>
    </FormDialog>
  );
}
