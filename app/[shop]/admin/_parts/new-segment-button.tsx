"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";

/** The way to a new segment, or why this person has none. */
export function NewSegmentButton({ href, refusal }: { href: string; refusal?: string | undefined }) {
  const t = useTranslations("segmentBuilder");
  return refusal ? (
    <Button icon={<Plus aria-hidden />} disabledReason={refusal}>
      {t("new")}
    </Button>
  ) : (
    <ButtonLink variant="primary" href={href} icon={<Plus aria-hidden />}>
      {t("new")}
    </ButtonLink>
  );
}
