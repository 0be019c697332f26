"use client";

import { useMutation } from "@tanstack/react-query";
import { Bookmark, Columns3, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import { startTransition, useId, useOptimistic, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import {
  columnsCookie,
  type MemberColumn,
  memberColumns,
  type MemberListState,
  memberListQuery,
} from "@/components/admin/member-filters";
import { keepPreference } from "@/components/layout/preference-cookie";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FilterChips } from "@/components/ui/filter-chips";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Menu } from "@/components/ui/menu";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toaster";

interface SavedView {
  viewId: string;
  name: string;
  query: string;
  isShared: boolean;
  isMine: boolean;
}

interface Props {
  state: MemberListState;
  views: readonly SavedView[];
  columns: readonly MemberColumn[];
  mayShare: boolean;
}

/** Saved lists as chips, the columns of the list, and the keeping of this one. */
export function ViewsBar({ state, views, columns: shown, mayShare }: Props) {
  const t = useTranslations("memberDesk.views");
  const names = useTranslations("memberDesk.list.columns");
  const router = useRouter();
  const pathname = usePathname();
  const query = memberListQuery(state);
  const current = views.find((view) => view.query === query);
  // With those just chosen: the next choice is added to them.
  const [columns, choose] = useOptimistic(shown);
  const keepColumns = (name: MemberColumn) =>
    startTransition(() => {
      const next = memberColumns.filter((one) => columns.includes(one) !== (one === name));
      choose(next);
      keepPreference(columnsCookie, next.join("."));
      router.refresh();
    });
  return (
    <div className="flex flex-wrap items-center gap-2">
      {views.length > 0 && (
        <FilterChips
          label={t("label")}
          value={current?.viewId ?? (query === "" ? "all" : "")}
          options={[
            { value: "all", label: t("all"), href: pathname },
            ...views.map((view) => ({
              value: view.viewId,
              label: view.name,
              href: view.query ? `${pathname}?${view.query}` : pathname,
            })),
          ]}
        />
      )}
      <span className="ms-auto flex flex-wrap items-center gap-2">
        {current && (current.isMine || (current.isShared && mayShare)) && <DeleteView view={current} />}
        {query !== "" && !current && <SaveView query={query} mayShare={mayShare} />}
        <Menu
          label={t("columns")}
          trigger={
            <Button size="sm" icon={<Columns3 aria-hidden />}>
              {t("columns")}
            </Button>
          }
          items={memberColumns.map((name) => ({
            key: name,
            label: names(name),
            checked: columns.includes(name),
            onSelect: () => keepColumns(name),
          }))}
        />
      </span>
    </div>
  );
}

function SaveView({ query, mayShare }: { query: string; mayShare: boolean }) {
  const t = useTranslations("memberDesk.views");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const save = useMutation(
    trpc.memberDesk.saveView.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        setName("");
        toast.success(t("saved"));
        router.refresh();
      },
    }),
  );
  const missing = name.trim() === "" ? t("nameFirst") : undefined;
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" icon={<Bookmark aria-hidden />}>
          {t("save")}
        </Button>
      }
      title={t("saveTitle")}
      description={t("saveLead")}
      footer={
        <Button variant="primary" type="submit" form={formId} loading={save.isPending} disabledReason={missing}>
          {t("saveConfirm")}
        </Button>
      }
    >
      <form
        id={formId}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!missing && !save.isPending) save.mutate({ name, query, isShared });
        }}
      >
        <Field label={t("name")} required>
          <Input value={name} maxLength={200} autoComplete="off" onChange={(event) => setName(event.target.value)} />
        </Field>
        {mayShare && (
          <Checkbox
            label={t("share")}
            hint={t("shareHint")}
            checked={isShared}
            onChange={(event) => setShared(event.target.checked)}
          />
        )}
        {save.isError && <Notice tone="danger">{errorText(save.error)}</Notice>}
      </form>
    </Dialog>
  );
}

/** Takes the saved list away; the toast puts it back. */
function DeleteView({ view }: { view: SavedView }) {
  const t = useTranslations("memberDesk.views");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const onError = (error: unknown) => toast.error(errorText(error));
  const back = useMutation(trpc.memberDesk.saveView.mutationOptions({ onSuccess: () => router.refresh(), onError }));
  const remove = useMutation(
    trpc.memberDesk.deleteView.mutationOptions({
      onError,
      onSuccess: () => {
        router.refresh();
        toast.success(t("deleted", { name: view.name }), {
          action: {
            label: t("undo"),
            onClick: () => back.mutate({ name: view.name, query: view.query, isShared: view.isShared }),
          },
        });
      },
    }),
  );
  return (
    <IconButton
      size="sm"
      label={t("delete", { name: view.name })}
      icon={<Trash2 aria-hidden />}
      onClick={() => remove.mutate({ viewId: view.viewId })}
    />
  );
}
