"use client";

import { useMutation } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTRPC, useTRPCClient } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { PageHeader } from "@/components/layout/page-header";
import { RuleEditor } from "@/components/segments/rule-editor";
import { fromRule, type GroupNode } from "@/components/segments/rule-tree";
import { segmentTemplates, type SegmentTemplateKey } from "@/components/segments/templates";
import { TemplateChoice } from "@/components/segments/template-choice";
import { useRuleEditor, withOwnIds } from "@/components/segments/use-rule-editor";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toaster";
import type { SegmentNames, SegmentRule } from "@/server/segments/input";
import { SegmentConflict, type SavedElsewhere } from "./segment-conflict";
import { keepSegmentDraft, readSegmentDraft } from "./segment-draft";
import { SegmentPreview } from "./segment-preview";
import { ruleIfWhole } from "./segment-rule-editor";
import { useLookups } from "./use-lookups";

export interface SegmentFormProps {
  slug: string;
  base: string;
  /** The segment as it is saved; null for a new one. */
  segment: { id: string; name: string; description: string; revision: number; rule: SegmentRule } | null;
  names: SegmentNames;
  canSeePersons: boolean;
}

const reasonOf = (error: unknown) =>
  error instanceof TRPCClientError ? (error.data as { reason?: string } | null)?.reason : undefined;

/** Name, note and conditions of a segment. What is written is kept on the device until it is saved. */
export function SegmentForm({ slug, base, segment, names, canSeePersons }: SegmentFormProps) {
  const t = useTranslations("segmentBuilder");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const id = segment?.id ?? null;
  const [saved, setSaved] = useState({
    name: segment?.name ?? "",
    description: segment?.description ?? "",
    revision: segment?.revision ?? null,
    rule: segment?.rule ?? null,
  });
  const [name, setName] = useState(saved.name);
  const [description, setDescription] = useState(saved.description);
  const [isRestored, setRestored] = useState(false);
  const [theirs, setTheirs] = useState<SavedElsewhere | null>(null);
  const [first] = useState(() => fromRule(segment?.rule ?? { type: "everyone" }));
  const editor = useRuleEditor(first, () => undefined);
  const lookups = useLookups(names);
  const rule = useMemo(() => ruleIfWhole(editor.root), [editor.root]);
  const isTreeSame =
    editor.root === first || (saved.rule !== null && JSON.stringify(rule) === JSON.stringify(saved.rule));
  const isChanged = name !== saved.name || description !== saved.description || !isTreeSame;

  const put = (root: GroupNode) => editor.acts.replace(withOwnIds(root));
  // After the first picture, which the server has drawn without knowing what this device has kept.
  const hasLooked = useRef(false);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- it looks once
  useEffect(() => {
    if (hasLooked.current) return;
    hasLooked.current = true;
    const kept = readSegmentDraft(slug, id);
    if (!kept) return;
    // oxlint-disable-next-line react/set-state-in-effect -- once, from what only this device knows
    setName(kept.name);
    setDescription(kept.description);
    put(kept.root);
    setSaved((now) => ({ ...now, revision: kept.revision ?? now.revision }));
    setRestored(true);
  });
  useEffect(() => {
    if (isChanged) keepSegmentDraft(slug, id, { name, description, root: editor.root, revision: saved.revision });
  }, [slug, id, isChanged, name, description, editor.root, saved.revision]);

  const done = (to: string) => {
    keepSegmentDraft(slug, id, null);
    toast.success(t("saved"));
    router.push(`${base}/segments/${to}`);
    router.refresh();
  };
  const create = useMutation(trpc.segments.create.mutationOptions({ onSuccess: (made) => done(made.id) }));
  const update = useMutation(
    trpc.segments.update.mutationOptions({
      onSuccess: () => id && done(id),
      onError: async (error) => {
        if (reasonOf(error) === "segments.changed_meanwhile" && id) setTheirs(await client.segments.byId.query({ id }));
      },
    }),
  );
  const error = update.error ?? create.error;
  const isConflict = reasonOf(error) === "segments.changed_meanwhile" && theirs !== null;
  const isSignedOut = reasonOf(error) === "auth.sign_in_required";
  const save = (revision = saved.revision) => {
    if (!rule || !name.trim()) return;
    const values = { name: name.trim(), description: description.trim(), rule };
    if (id && revision !== null) update.mutate({ id, revision, ...values });
    else create.mutate(values);
  };
  const reset = (to: Omit<SavedElsewhere, "updatedAt" | "names">) => {
    setSaved(to);
    setName(to.name);
    setDescription(to.description);
    put(fromRule(to.rule));
    setRestored(false);
    keepSegmentDraft(slug, id, null);
  };
  const use = (key: SegmentTemplateKey) => {
    put(fromRule(segmentTemplates[key]));
    if (!name.trim()) setName(t(`templates.${key}.name`));
    toast.info(t("templates.replace"));
  };
  const whyNot = () => {
    if (!name.trim()) return t("nameFirst");
    if (!rule) return t("fixFirst");
    return id && !isChanged ? t("noChange") : undefined;
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!whyNot()) save();
      }}
    >
      <PageHeader
        back={{ href: id ? `${base}/segments/${id}` : `${base}/segments`, label: segment?.name ?? t("cancel") }}
        title={id ? t("edit") : t("new")}
        description={t("description")}
        actions={
          <Button
            variant="primary"
            type="submit"
            loading={[create, update].some((one) => one.isPending || one.isSuccess)}
            disabledReason={whyNot()}
          >
            {t("save")}
          </Button>
        }
      />
      <div className="grid gap-5">
        {isRestored && (
          <Notice
            actions={
              <Button
                size="sm"
                onClick={() => {
                  reset({
                    name: segment?.name ?? "",
                    description: segment?.description ?? "",
                    revision: segment?.revision ?? 1,
                    rule: segment?.rule ?? { type: "everyone" },
                  });
                  toast.info(t("draftDropped"));
                }}
              >
                {t("draftDrop")}
              </Button>
            }
          >
            {t("draftRestored")}
          </Notice>
        )}
        {isConflict && theirs && (
          <SegmentConflict
            theirs={theirs}
            mine={{ name, description, rule, names: lookups.names }}
            onKeep={() => {
              setSaved({ ...saved, revision: theirs.revision });
              save(theirs.revision);
            }}
            onTake={() => {
              reset(theirs);
              update.reset();
              toast.info(t("conflict.took"));
            }}
          />
        )}
        {error && !isConflict && (
          <Notice
            tone="danger"
            actions={
              isSignedOut && (
                <a className="underline" href={`/sign-in?returnTo=${encodeURIComponent(location.pathname)}`}>
                  {t("signIn")}
                </a>
              )
            }
          >
            {errorText(error)}
          </Notice>
        )}
        <Card className="grid items-start gap-4 lg:grid-cols-2">
          <Field label={t("name")} required hint={t("nameHint")}>
            <Input value={name} maxLength={60} autoComplete="off" onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={t("note")} optional hint={t("noteHint")}>
            <Textarea
              rows={2}
              value={description}
              maxLength={500}
              onChange={(event) => setDescription(event.target.value)}
            />
          </Field>
        </Card>
        {!id && <TemplateChoice onChoose={use} isOpen={editor.root.of.length === 0} />}
        <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]">
          <RuleEditor editor={editor} lookups={lookups} label={t("conditions")} />
          <div className="xl:sticky xl:top-20">
            <SegmentPreview rule={rule} names={lookups.names} canSeePersons={canSeePersons} />
            <p className="mt-3 px-1 text-xs text-ink-3">{t("draftKept")}</p>
          </div>
        </div>
      </div>
    </form>
  );
}
