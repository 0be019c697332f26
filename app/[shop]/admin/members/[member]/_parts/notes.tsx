"use client";

import { useMutation } from "@tanstack/react-query";
import { NotebookPen, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { DateTime } from "@/components/format/date-time";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toaster";

interface NoteView {
  noteId: string;
  text: string;
  author: string | null;
  createdAt: Date;
  editedAt: Date | null;
  mayEdit: boolean;
  mayDelete: boolean;
}

interface Props {
  memberId: string;
  notes: readonly NoteView[];
  /** Why nothing can be written, or undefined. */
  refusal: string | undefined;
}

const mostLetters = 2_000;
const keyOf = (memberId: string) => `goen.note.${memberId}`;

/** What staff wrote about a member; for staff only. */
export function Notes({ memberId, notes, refusal }: Props) {
  const t = useTranslations("memberDesk.notes");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const [text, setText] = useState("");
  // oxlint-disable-next-line react/set-state-in-effect -- what the browser kept is known only after the first drawing
  useEffect(() => setText(sessionStorage.getItem(keyOf(memberId)) ?? ""), [memberId]);
  const type = (next: string) => {
    setText(next);
    if (next) sessionStorage.setItem(keyOf(memberId), next);
    else sessionStorage.removeItem(keyOf(memberId));
  };
  const add = useMutation(
    trpc.memberDesk.addNote.mutationOptions({
      onSuccess: (_, sent) => {
        // What was typed meanwhile is the next note.
        if (text === sent.text) type("");
        router.refresh();
      },
    }),
  );
  return (
    <div className="grid gap-4">
      <Card>
        <form
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() && !refusal && !add.isPending) add.mutate({ memberId, text });
          }}
        >
          <Field label={t("new")} hint={t("hint")}>
            <Textarea
              rows={3}
              maxLength={mostLetters}
              value={text}
              onChange={(event) => type(event.target.value)}
              placeholder={t("placeholder")}
            />
          </Field>
          {add.isError && <Notice tone="danger">{errorText(add.error)}</Notice>}
          <Button
            type="submit"
            variant="primary"
            className="justify-self-end"
            loading={add.isPending}
            disabledReason={refusal ?? (text.trim() ? undefined : t("textFirst"))}
          >
            {t("add")}
          </Button>
        </form>
      </Card>
      <Card flush>
        {notes.length === 0 ? (
          <EmptyState icon={<NotebookPen />} title={t("none")} description={t("noneHint")} />
        ) : (
          <ul className="divide-y divide-line">
            {notes.map((note) => (
              <NoteLine key={note.noteId} memberId={memberId} note={note} />
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}

function NoteLine({ memberId, note }: { memberId: string; note: NoteView }) {
  const t = useTranslations("memberDesk.notes");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const [text, setText] = useState<string | null>(null);
  const ref = { memberId, noteId: note.noteId };
  const onError = (error: unknown) => toast.error(errorText(error));
  const onSuccess = () => router.refresh();
  const edit = useMutation(
    trpc.memberDesk.editNote.mutationOptions({
      onError,
      onSuccess: (_, sent) => {
        if (text === sent.text) setText(null);
        router.refresh();
      },
    }),
  );
  const restore = useMutation(trpc.memberDesk.restoreNote.mutationOptions({ onError, onSuccess }));
  const remove = useMutation(
    trpc.memberDesk.deleteNote.mutationOptions({
      onError,
      onSuccess: () => {
        router.refresh();
        toast.success(t("deleted"), {
          duration: 10_000,
          action: { label: t("undo"), onClick: () => restore.mutate(ref) },
        });
      },
    }),
  );
  return (
    <li className="grid gap-1.5 px-4 py-3 text-sm">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 text-xs text-ink-3">
          <DateTime value={note.createdAt} form="dateTime" /> {note.author ?? t("nobody")}
          {note.editedAt && <span> {t("edited")}</span>}
        </span>
        {note.mayEdit && text === null && (
          <IconButton size="sm" label={t("edit")} icon={<Pencil aria-hidden />} onClick={() => setText(note.text)} />
        )}
        {note.mayDelete && text === null && (
          <IconButton size="sm" label={t("delete")} icon={<Trash2 aria-hidden />} onClick={() => remove.mutate(ref)} />
        )}
      </div>
      {text === null ? (
        <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{note.text}</p>
      ) : (
        <form
          className="grid gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim()) edit.mutate({ ...ref, text });
          }}
        >
          <Field label={t("edit")} hideLabel>
            <Textarea
              autoFocus
              rows={3}
              maxLength={mostLetters}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
          <span className="flex justify-end gap-2">
            <Button size="sm" onClick={() => setText(null)}>
              {t("cancel")}
            </Button>
            <Button size="sm" variant="primary" type="submit" loading={edit.isPending}>
              {t("save")}
            </Button>
          </span>
        </form>
      )}
    </li>
  );
}
