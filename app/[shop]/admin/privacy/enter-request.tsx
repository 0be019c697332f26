"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useDraft } from "@/components/form/use-draft";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { requestKinds } from "@/server/books/input";
import { FormDialog } from "../_parts/form-dialog";
import { useAct } from "../_parts/use-act";

const ways = ["counter", "phone", "mail", "letter"] as const;
interface Typed {
  memberNo: string;
  kind: (typeof requestKinds)[number];
  cameBy: (typeof ways)[number];
  identifiedBy: string;
  details: string;
}
const empty: Typed = { memberNo: "", kind: "disclosure", cameBy: "phone", identifiedBy: "", details: "" };

/** Writes down a request that came by phone, letter, mail or at the counter. */
export function EnterRequest() {
  const t = useTranslations("books.requests");
  const [trpc, act, path, client] = [useTRPC(), useAct(), usePathname(), useQueryClient()];
  const [open, setOpen] = useState(false);
  const { draft, change } = useDraft<Typed>(`${path}.enter`);
  const value = draft ?? empty;
  const set = (part: Partial<Typed>) => change({ ...value, ...part });
  const take = useMutation(trpc.books.enterRequest.mutationOptions());
  const enter = useMutation({
    mutationFn: async ({ memberNo, ...asked }: Typed) => {
      const { memberId } = await client.fetchQuery(trpc.members.findByCard.queryOptions({ text: memberNo }));
      await act(take.mutateAsync({ memberId, ...asked }), t("entered"));
    },
    onSuccess: () => {
      change(null);
      setOpen(false);
    },
  });
  return (
    <FormDialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{t("enter")}</Button>}
      title={t("enter")}
      submitLabel={t("enter")}
      isBusy={enter.isPending}
      error={enter.error}
      onSubmit={() => enter.mutate(value)}
    >
      <Field label={t("memberNo")} required>
        <Input
          required
          maxLength={100}
          value={value.memberNo}
          onChange={(event) => set({ memberNo: event.target.value })}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("kind")}>
          <Select
            value={value.kind}
            onChange={(event) => set({ kind: requestKinds.find((one) => one === event.target.value) ?? "disclosure" })}
            options={requestKinds.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
          />
        </Field>
        <Field label={t("how")}>
          <Select
            value={value.cameBy}
            onChange={(event) => set({ cameBy: ways.find((one) => one === event.target.value) ?? "phone" })}
            options={ways.map((one) => ({ value: one, label: t(`cameBy.${one}`) }))}
          />
        </Field>
      </div>
      <Field label={t("identifiedBy")} required>
        <Input
          required
          maxLength={200}
          value={value.identifiedBy}
          onChange={(event) => set({ identifiedBy: event.target.value })}
        />
      </Field>
      <Field label={t("details")}>
        <Textarea maxLength={2000} value={value.details} onChange={(event) => set({ details: event.target.value })} />
      </Field>
    </FormDialog>
  );
}
