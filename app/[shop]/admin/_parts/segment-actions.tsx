"use client";

import { useMutation } from "@tanstack/react-query";
import { Archive, Copy, Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ExportDialog } from "../exports/export-dialog";
import { toast } from "@/components/ui/toaster";

type Props = {
  base: string;
  segment: { id: string; name: string };
  /** Campaigns that may still send with it. */
  uses: number;
  /** Why this person may not change it, or undefined. */
  refusal?: string | undefined;
};

/** Edit, duplicate, archive. */
export function SegmentActions({ base, segment, uses, refusal }: Props) {
  const t = useTranslations("segmentBuilder");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const onError = (error: unknown) => toast.error(errorText(error));
  const copy = useMutation(
    trpc.segments.duplicate.mutationOptions({
      onSuccess: ({ id }) => {
        toast.success(t("page.duplicated"));
        router.push(`${base}/segments/${id}`);
      },
      onError,
    }),
  );
  const archive = useMutation(
    trpc.segments.archive.mutationOptions({
      onSuccess: () => {
        toast.success(t("page.archiveDone"));
        router.push(`${base}/segments`);
        router.refresh();
      },
      onError,
    }),
  );
  return (
    <>
      {!refusal && (
        <ExportDialog kind="segment_members" filter={{ segmentId: segment.id }} listHref={`${base}/exports`} />
      )}
      <ConfirmDialog
        title={t("page.archiveTitle", { name: segment.name })}
        description={t("page.archiveLead")}
        confirmLabel={t("page.archiveConfirm")}
        trigger={
          <Button
            variant="ghost"
            icon={<Archive aria-hidden />}
            disabledReason={refusal ?? (uses > 0 ? t("page.inUse", { count: uses }) : undefined)}
          >
            {t("page.archive")}
          </Button>
        }
        onConfirm={() => archive.mutateAsync({ id: segment.id }).catch(() => undefined)}
      />
      <Button
        icon={<Copy aria-hidden />}
        disabledReason={refusal}
        loading={copy.isPending}
        onClick={() => copy.mutate({ id: segment.id })}
      >
        {t("page.duplicate")}
      </Button>
      {refusal ? (
        <Button icon={<Pencil aria-hidden />} disabledReason={refusal}>
          {t("editShort")}
        </Button>
      ) : (
        <ButtonLink variant="primary" href={`${base}/segments/${segment.id}/edit`} icon={<Pencil aria-hidden />}>
          {t("editShort")}
        </ButtonLink>
      )}
    </>
  );
}
