"use client";

import { useTranslations } from "next-intl";
import { useTRPCClient } from "@/app/trpc-provider";
import { PhotoField } from "@/components/repairs/photo-field";
import { PhotoStrip } from "@/components/repairs/photo-strip";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { useRepairStep } from "./use-repair-step";

interface Props {
  shop: string;
  repairId: string;
  photos: readonly { fileId: string }[];
}

const most = 10;

/** The customer's pictures and the workshop's own; a new one is kept as soon as it has arrived. */
export function PhotosPanel({ shop, repairId, photos }: Props) {
  const t = useTranslations("repairs.sheet");
  const client = useTRPCClient();
  const { run, problem } = useRepairStep();
  return (
    <Card className="grid gap-4">
      {photos.length > 0 ? (
        <PhotoStrip shop={shop} photos={photos} />
      ) : (
        <p className="text-sm text-ink-3">{t("noPhotos")}</p>
      )}
      {problem && <Notice tone="danger">{problem}</Notice>}
      <PhotoField
        shop={shop}
        photos={[]}
        hint={null}
        most={Math.max(most - photos.length, 0)}
        onAdd={({ fileId }) =>
          void run(() => client.repairs.addPhotos.mutate({ repairId, photoIds: [fileId] }), t("stepDone"))
        }
        onRemove={() => undefined}
      />
    </Card>
  );
}
