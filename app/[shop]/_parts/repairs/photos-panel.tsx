"use client";

import { useTranslations } from "next-intl";
import { useTRPCClient } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { PhotoField } from "@/components/repairs/photo-field";
import { PhotoStrip } from "@/components/repairs/photo-strip";
import { Card } from "@/components/ui/card";
import { toast } from "@/components/ui/toaster";
import { useSheetRefresh } from "./sheet-refresh";

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
  const errorText = useErrorText();
  const { refresh } = useSheetRefresh();
  const keep = async ({ fileId }: { fileId: string }): Promise<string | null> => {
    try {
      await client.repairs.addPhotos.mutate({ repairId, photoIds: [fileId] });
    } catch (error) {
      return errorText(error);
    }
    toast.success(t("stepDone"));
    refresh();
    return null;
  };
  return (
    <Card className="grid gap-4">
      {photos.length > 0 ? (
        <PhotoStrip shop={shop} photos={photos} />
      ) : (
        <p className="text-sm text-ink-3">{t("noPhotos")}</p>
      )}
      <PhotoField
        shop={shop}
        photos={[]}
        hint={null}
        most={Math.max(most - photos.length, 0)}
        onAdd={keep}
        onRemove={() => undefined}
      />
    </Card>
  );
}
