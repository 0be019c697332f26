"use client";

import { useMutation } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import { useState } from "react";
import type { z } from "zod";
import { useErrorText } from "@/app/use-error-text";
import { useDraft } from "@/components/form/use-draft";
import type { SectionFormState } from "@/components/settings/section-form";
import { toast } from "@/components/ui/toaster";

const refusalOf = (error: unknown): { reason?: string; details?: Record<string, unknown> } =>
  error instanceof TRPCClientError ? ((error.data ?? {}) as ReturnType<typeof refusalOf>) : {};

interface Options<T> {
  /** Names the draft: unlike for every form of every shop. */
  name: string;
  saved: T;
  schema: z.ZodType;
  /** Writes the values and gives their new revision. */
  save: (values: T) => Promise<string>;
  /** The values as they are now, after somebody else changed them. */
  load: () => Promise<T>;
  onSaved?: () => void;
}

/** A form over one section of the settings: draft, checks, saving with a revision, and what to do when somebody was faster. */
export function useSection<T extends { revision: string }>(options: Options<T>) {
  const t = useTranslations("settings.form");
  const errorText = useErrorText();
  const router = useRouter();
  const path = usePathname();
  const [saved, setSaved] = useState(options.saved);
  const [theirs, setTheirs] = useState<T | null>(null);
  const [wrongField, setWrongField] = useState<string | null>(null);
  const { draft, isRestored, change, edit } = useDraft<T>(options.name);
  const values = draft ?? saved;
  const names = Object.keys(saved).filter((name) => name !== "revision") as (keyof T & string)[];
  const isDirty = names.some((name) => values[name] !== saved[name]);

  const send = useMutation({
    mutationFn: (wanted: T) => options.save(wanted),
    networkMode: "always",
    onSuccess: (revision, wanted) => {
      setSaved({ ...wanted, revision });
      // What was typed meanwhile is still to be saved.
      edit((now) => (now && names.some((name) => now[name] !== wanted[name]) ? { ...now, revision } : null));
      setTheirs(null);
      toast.success(t("saved"));
      options.onSaved?.();
      router.refresh();
    },
    onError: async (error) => {
      const { reason, details } = refusalOf(error);
      if (typeof details?.field === "string") setWrongField(details.field);
      if (reason?.endsWith("_changed")) setTheirs(await options.load());
    },
  });

  const submit = (wanted: T = values) => {
    if (send.isPending) return;
    const checked = options.schema.safeParse(wanted);
    const first = checked.success ? null : String(checked.error.issues[0]?.path[0] ?? "");
    setWrongField(first);
    if (first === null) send.mutate(wanted);
  };
  const state: SectionFormState<T> = {
    values,
    isDirty,
    isRestored: isRestored && isDirty,
    isSaving: send.isPending,
    wrongField,
    set: (patch) => {
      setWrongField(null);
      edit((now) => ({ ...(now ?? saved), ...patch }));
    },
    submit: () => submit(),
    giveUp: () => {
      change(null);
      setWrongField(null);
      setTheirs(null);
      send.reset();
    },
    problem: send.isError && !theirs ? errorText(send.error) : null,
    signInHref:
      refusalOf(send.error).reason === "auth.sign_in_required" ? `/sign-in?returnTo=${encodeURIComponent(path)}` : null,
    conflict: theirs && {
      fields: names.filter((name) => theirs[name] !== saved[name]),
      theirs,
      keepMine: () => submit({ ...values, revision: theirs.revision }),
      takeTheirs: () => {
        setSaved(theirs);
        setTheirs(null);
        change(null);
        send.reset();
        router.refresh();
      },
    },
  };
  return state;
}
