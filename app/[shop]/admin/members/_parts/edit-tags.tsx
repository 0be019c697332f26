"use client";

import { useMutation } from "@tanstack/react-query";
import { Pencil, Tags, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";

interface TagView {
  tagId: string;
  name: string;
}

/** The shop's tags: made, renamed, put away. */
export function EditTags({ tags, refusal }: { tags: readonly TagView[]; refusal: string | undefined }) {
  const t = useTranslations("memberDesk.tags");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const [name, setName] = useState("");
  const create = useMutation(
    trpc.memberDesk.createTag.mutationOptions({
      onSuccess: () => {
        setName("");
        router.refresh();
      },
    }),
  );
  return (
    <Dialog
      trigger={
        <Button icon={<Tags aria-hidden />} disabledReason={refusal}>
          {t("open")}
        </Button>
      }
      title={t("title")}
      description={t("lead")}
    >
      <div className="grid gap-4 pb-2">
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() && !create.isPending) create.mutate({ name });
          }}
        >
          <Field
            className="min-w-0 flex-1"
            label={t("newName")}
            error={create.isError ? errorText(create.error) : undefined}
          >
            <Input value={name} maxLength={200} autoComplete="off" onChange={(event) => setName(event.target.value)} />
          </Field>
          <Button
            type="submit"
            variant="primary"
            loading={create.isPending}
            disabledReason={name.trim() ? undefined : t("nameFirst")}
          >
            {t("create")}
          </Button>
        </form>
        {tags.length === 0 ? (
          <EmptyState icon={<Tags />} title={t("none")} description={t("noneHint")} />
        ) : (
          <ul className="divide-y divide-line rounded-lg border border-line">
            {tags.map((tag) => (
              <TagLine key={tag.tagId} tag={tag} />
            ))}
          </ul>
        )}
      </div>
    </Dialog>
  );
}

function TagLine({ tag }: { tag: TagView }) {
  const t = useTranslations("memberDesk.tags");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const [name, setName] = useState<string | null>(null);
  const onError = (error: unknown) => toast.error(errorText(error));
  const rename = useMutation(
    trpc.memberDesk.renameTag.mutationOptions({
      onError,
      onSuccess: () => {
        setName(null);
        router.refresh();
      },
    }),
  );
  const restore = useMutation(
    trpc.memberDesk.restoreTag.mutationOptions({ onError, onSuccess: () => router.refresh() }),
  );
  const archive = useMutation(
    trpc.memberDesk.archiveTag.mutationOptions({
      onError,
      onSuccess: () => {
        router.refresh();
        toast.success(t("archived", { name: tag.name }), {
          action: { label: t("undo"), onClick: () => restore.mutate({ tagId: tag.tagId }) },
        });
      },
    }),
  );
  if (name !== null)
    return (
      <li className="px-3 py-2">
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim()) rename.mutate({ tagId: tag.tagId, name });
          }}
        >
          <Field className="min-w-0 flex-1" label={t("renameOf", { name: tag.name })} hideLabel>
            <Input autoFocus value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Button type="submit" variant="primary" loading={rename.isPending}>
            {t("save")}
          </Button>
          <Button variant="ghost" onClick={() => setName(null)}>
            {t("cancel")}
          </Button>
        </form>
      </li>
    );
  return (
    <li className="flex items-center gap-1 px-3 py-1.5 text-sm">
      <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{tag.name}</span>
      <IconButton
        size="sm"
        label={t("renameOf", { name: tag.name })}
        icon={<Pencil aria-hidden />}
        onClick={() => setName(tag.name)}
      />
      <IconButton
        size="sm"
        label={t("archiveOf", { name: tag.name })}
        icon={<Trash2 aria-hidden />}
        onClick={() => archive.mutate({ tagId: tag.tagId })}
      />
    </li>
  );
}
