"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { useFormats } from "@/components/format/use-formats";
import type { ImportKindName } from "@/components/imports/report-view";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toaster";

export interface MappingView {
  mappingId: string;
  kind: ImportKindName;
  name: string;
  headers: string[];
  usedAt: Date;
}

/** The mappings that are remembered, to be renamed or forgotten. */
export function RememberedMappings({ mappings }: { mappings: readonly MappingView[] }) {
  const t = useTranslations("imports.screen");
  const formats = useFormats();
  return (
    <Section className="mt-10" title={t("mappings.title")} description={t("mappings.lead")}>
      {mappings.length === 0 ? (
        <p className="text-sm text-ink-3">{t("mappings.none")}</p>
      ) : (
        <Card flush>
          <ul className="divide-y divide-line">
            {mappings.map((mapping) => (
              <li
                key={mapping.mappingId}
                className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3"
              >
                <div className="min-w-0">
                  <p className="break-all font-medium">{mapping.name}</p>
                  <p className="text-xs text-ink-3">
                    {[
                      t(`kind.${mapping.kind}`),
                      t("mappings.columns", { count: mapping.headers.length }),
                      t("mappings.used", { when: formats.date(mapping.usedAt) }),
                    ].join(" · ")}
                  </p>
                </div>
                <div className="flex gap-2">
                  <Rename mapping={mapping} />
                  <Forget mapping={mapping} />
                </div>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Section>
  );
}

function Rename({ mapping }: { mapping: MappingView }) {
  const t = useTranslations("imports.screen.mappings");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const router = useRouter();
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState(mapping.name);
  const rename = useMutation(
    trpc.imports.renameMapping.mutationOptions({
      onSuccess: () => {
        toast.success(t("renamed"));
        setOpen(false);
        router.refresh();
      },
    }),
  );
  const refusal = name.trim() ? undefined : t("nameFirst");
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" aria-label={`${t("rename")} (${mapping.name})`}>
          {t("rename")}
        </Button>
      }
      title={t("rename")}
      footer={
        <Button variant="primary" type="submit" form={formId} loading={rename.isPending} disabledReason={refusal}>
          {t("save")}
        </Button>
      }
    >
      <form
        id={formId}
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!refusal && !rename.isPending) rename.mutate({ mappingId: mapping.mappingId, name });
        }}
      >
        <Field label={t("name")} required>
          <Input value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
        </Field>
        {rename.isError && <Notice tone="danger">{errorText(rename.error)}</Notice>}
      </form>
    </Dialog>
  );
}

function Forget({ mapping }: { mapping: MappingView }) {
  const t = useTranslations("imports.screen.mappings");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const router = useRouter();
  const forget = useMutation(trpc.imports.forgetMapping.mutationOptions());
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="danger-quiet" aria-label={`${t("forget")} (${mapping.name})`}>
          {t("forget")}
        </Button>
      }
      title={t("forgetTitle", { name: mapping.name })}
      description={t("forgetText")}
      confirmLabel={t("forget")}
      onConfirm={async () => {
        try {
          await forget.mutateAsync({ mappingId: mapping.mappingId });
          toast.success(t("forgotten"));
          router.refresh();
        } catch (error) {
          toast.error(errorText(error));
        }
      }}
    />
  );
}
