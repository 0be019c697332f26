"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/radio-group";
import { toast } from "@/components/ui/toaster";
import { type FirstCampaign, firstCampaigns } from "@/server/onboarding/input";

/** Makes the draft of one of the first campaigns. */
export function ChooseCampaign({ locale, isAnother }: { locale: "ja" | "en"; isAnother?: boolean }) {
  const t = useTranslations("start.setUp.steps.campaign");
  const errorText = useErrorText();
  const trpc = useTRPC();
  const router = useRouter();
  const [preset, setPreset] = useState<FirstCampaign>("welcome");
  const draft = useMutation(
    trpc.onboarding.draftFirstCampaign.mutationOptions({
      onSuccess: () => router.refresh(),
      onError: (error) => void toast.error(errorText(error)),
    }),
  );
  return (
    <div className="grid gap-4">
      <RadioGroup
        legend={t(isAnother ? "another" : "choose")}
        name="preset"
        look="cards"
        value={preset}
        onValueChange={(value) => setPreset(firstCampaigns.find((one) => one === value) ?? "welcome")}
        options={firstCampaigns.map((value) => ({
          value,
          label: t(`presets.${value}.label`),
          hint: t(`presets.${value}.hint`),
        }))}
      />
      <div className="flex justify-end">
        <Button
          variant={isAnother ? "secondary" : "primary"}
          loading={draft.isPending}
          onClick={() => draft.mutate({ preset, locale })}
        >
          {t("draft")}
        </Button>
      </div>
    </div>
  );
}
