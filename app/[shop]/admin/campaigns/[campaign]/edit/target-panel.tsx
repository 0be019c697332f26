"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/app/trpc-provider";
import { TargetStep } from "@/components/campaigns/composer/target-step";
import type { Work } from "@/components/campaigns/composer/work";
import { Notice } from "@/components/ui/notice";
import { SegmentPicker } from "../../../_parts/segment-picker";
import { useSettled } from "./live-value";

interface Props {
  work: Work;
  change: (next: (work: Work) => Work) => void;
  seesPersons: boolean;
  isHalf: boolean;
  onHalf: (isHalf: boolean) => void;
}

/** The target with its live count. Conditions that are not whole leave the last whole ones in the draft, and say so. */
export function TargetPanel({ work, change, seesPersons, isHalf, onHalf }: Props) {
  const t = useTranslations("composer.target");
  const trpc = useTRPC();
  const { target } = work.draft;
  const [initial] = useState(target ?? null);
  const rule = useSettled(target?.rule);
  const reach = useQuery({
    ...trpc.segments.reach.queryOptions({ rule: rule ?? { type: "everyone" } }),
    enabled: rule !== undefined,
    staleTime: 60_000,
    retry: false,
  });
  return (
    <TargetStep
      work={work}
      onChange={change}
      count={rule && reach.data ? reach.data.members : null}
      chooser={
        <SegmentPicker
          initial={initial}
          canSeePersons={seesPersons}
          onChange={(next) => {
            onHalf(next === null);
            if (next) change((now) => ({ ...now, draft: { ...now.draft, target: next } }));
          }}
        />
      }
      summary={isHalf && <Notice tone="warn">{t(target ? "half" : "none")}</Notice>}
    />
  );
}
