"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { AdjustPointsDialog } from "@/app/adjust-points-dialog";
import { errorText as sentenceFor } from "@/app/use-error-text";
import { Button } from "@/components/ui/button";

type Props = {
  memberId: string;
  available: number;
  limit: number | null;
  /** Why this person may not adjust, or null. */
  refusal: string | null;
};

/** The button that adds or takes points by hand, or says why not. */
export function AdjustPoints({ memberId, available, limit, refusal }: Props) {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  // A new form, and with it a new key, each time it is opened.
  const [round, setRound] = useState(0);
  return (
    <>
      <Button
        size="sm"
        disabledReason={refusal ? sentenceFor(t, refusal, {}) : undefined}
        onClick={() => {
          setRound(round + 1);
          setOpen(true);
        }}
      >
        {t("memberDesk.adjust.open")}
      </Button>
      <AdjustPointsDialog
        key={round}
        place="office"
        open={open}
        onOpenChange={setOpen}
        memberId={memberId}
        available={available}
        limit={limit}
      />
    </>
  );
}
