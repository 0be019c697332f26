"use client";

import { useMutation } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { type Place, RoleFields, type StoreChoice } from "@/components/access/role-fields";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { useAct } from "../../_parts/use-act";

type Props = { stores: readonly StoreChoice[]; defaultLocale: "ja" | "en" };
const blank = { email: "", name: "" };

/** Asks a person by mail to work here. What was typed stays while the page is open. */
export function InviteDialog({ stores, defaultLocale }: Props) {
  const t = useTranslations("access.people");
  const [trpc, act, errorText, form] = [useTRPC(), useAct(), useErrorText(), useId()];
  const [open, setOpen] = useState(false);
  const [who, setWho] = useState(blank);
  const [locale, setLocale] = useState(defaultLocale);
  const [place, setPlace] = useState<Place>({ role: "store_staff", storeId: null });
  const invite = useMutation(trpc.access.invite.mutationOptions());
  const submit = async () => {
    const { email, name } = who;
    const wanted = { email, name: name.trim() || null, locale, ...place };
    await act(invite.mutateAsync(wanted), t("sent", { email: email.trim() }));
    setWho(blank);
    setOpen(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary" icon={<UserPlus aria-hidden />}>
          {t("invite")}
        </Button>
      }
      title={t("inviteTitle")}
      description={t("inviteLead")}
      footer={
        <Button type="submit" form={form} variant="primary" loading={invite.isPending}>
          {t("send")}
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
        {invite.isError && <Notice tone="danger">{errorText(invite.error)}</Notice>}
        <Field label={t("email")} hint={t("emailHint")} required>
          <Input
            type="email"
            required
            maxLength={254}
            autoComplete="off"
            value={who.email}
            onChange={(event) => setWho({ ...who, email: event.target.value })}
          />
        </Field>
        <Field label={t("personName")}>
          <Input
            maxLength={60}
            autoComplete="off"
            value={who.name}
            onChange={(event) => setWho({ ...who, name: event.target.value })}
          />
        </Field>
        <RoleFields place={place} stores={stores} onChange={setPlace} />
        <Field label={t("language")}>
          <Select
            value={locale}
            onChange={(event) => setLocale(event.target.value === "en" ? "en" : "ja")}
            options={[
              { value: "ja", label: "日本語" },
              { value: "en", label: "English" },
            ]}
          />
        </Field>
      </form>
    </Dialog>
  );
}
