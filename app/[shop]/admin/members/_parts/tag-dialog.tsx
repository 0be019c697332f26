"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";

interface Props {
  mode: "add" | "remove";
  open: boolean;
  onOpenChange: (open: boolean) => void;
  tags: readonly { tagId: string; name: string }[];
  /** For how many members. */
  count: number;
  onChoose: (tagId: string) => Promise<unknown>;
}

const makeNew = "new";

/** Chooses a tag, or makes one on the way. */
export function TagDialog({ mode, open, onOpenChange, tags, count, onChoose }: Props) {
  const t = useTranslations("memberDesk.bulk");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const formId = useId();
  const [tagId, setTagId] = useState(tags[0]?.tagId ?? (mode === "add" ? makeNew : ""));
  const [name, setName] = useState("");
  const create = useMutation(trpc.memberDesk.createTag.mutationOptions());
  const apply = useMutation({
    mutationFn: async () => {
      // Made by a press before, whose act then failed: a second tag of that name would be refused.
      const made = create.variables?.name === name ? create.data : undefined;
      await onChoose(tagId === makeNew ? (made ?? (await create.mutateAsync({ name }))).tagId : tagId);
    },
    onSuccess: () => {
      onOpenChange(false);
      router.refresh();
    },
  });
  const missing = tagId === makeNew && name.trim() === "" ? t("nameFirst") : undefined;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t(mode === "add" ? "addTitle" : "removeTitle", { count })}
      footer={
        <Button variant="primary" type="submit" form={formId} loading={apply.isPending} disabledReason={missing}>
          {t(mode === "add" ? "addConfirm" : "removeConfirm")}
        </Button>
      }
    >
      <form
        id={formId}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!missing && !apply.isPending) apply.mutate();
        }}
      >
        <Field label={t("tag")}>
          <Select
            value={tagId}
            onChange={(event) => setTagId(event.target.value)}
            options={[
              ...tags.map((tag) => ({ value: tag.tagId, label: tag.name })),
              ...(mode === "add" ? [{ value: makeNew, label: t("newTag") }] : []),
            ]}
          />
        </Field>
        {tagId === makeNew && (
          <Field label={t("newName")} hint={t("newNameHint")} required>
            <Input value={name} maxLength={200} autoComplete="off" onChange={(event) => setName(event.target.value)} />
          </Field>
        )}
        {create.isError && <Notice tone="danger">{errorText(create.error)}</Notice>}
      </form>
    </Dialog>
  );
}
