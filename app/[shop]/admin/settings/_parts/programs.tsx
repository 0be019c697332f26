"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useFormats } from "@/components/format/use-formats";
import { ProgramList } from "@/components/settings/program-list";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useAct } from "../../_parts/use-act";

type Programs = ComponentProps<typeof ProgramList>["programs"];

/** Every version of the program; one that has not begun can be cancelled. */
export function Programs({ programs }: { programs: Programs }) {
  return <ProgramList programs={programs} cancel={(program) => <CancelProgram {...program} />} />;
}

function CancelProgram({ id, validFrom }: { id: string; validFrom: Date }) {
  const t = useTranslations("settings.points");
  const [trpc, act, formats] = [useTRPC(), useAct(), useFormats()];
  const cancel = useMutation(trpc.points.cancelProgram.mutationOptions());
  return (
    <ConfirmDialog
      trigger={<Button size="sm">{t("cancel")}</Button>}
      title={t("cancelTitle", { day: formats.date(validFrom) })}
      description={t("cancelLead")}
      confirmLabel={t("cancel")}
      onConfirm={() => act(cancel.mutateAsync({ programId: id }), t("cancelled"))}
    />
  );
}
