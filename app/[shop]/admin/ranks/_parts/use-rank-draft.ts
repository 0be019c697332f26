"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTRPCClient } from "@/app/trpc-provider";
import { useDraft } from "@/components/form/use-draft";
import { toast } from "@/components/ui/toaster";
import { useErrorText } from "@/app/use-error-text";
import { rankDefinition, type RankDefinition } from "@/server/ranks/input";
import type { useAct } from "../../_parts/use-act";
import type { RanksDesk } from "./rank-editor";

type Kept = { definition: RankDefinition; revision: number | null };
export type Problems = Readonly<Record<string, string>>;

/** The draft of the next version: what the shop has stored, and over it what was typed here and is not stored yet. */
export function useRankDraft(slug: string, desk: RanksDesk) {
  const t = useTranslations("ranks.invalid");
  const errorText = useErrorText();
  const client = useTRPCClient();
  const router = useRouter();
  const typed = useDraft<Kept>(`${slug}.ranks`);
  const [starter] = useState(desk.starter);
  // What was stored from here counts at once; the page that is shown anew says it itself.
  const [own, setOwn] = useState<{ kept: Kept; before: RanksDesk } | null>(null);
  const shown: Kept = {
    definition: desk.draft?.definition ?? desk.current?.definition ?? starter,
    revision: desk.draft?.revision ?? null,
  };
  const stored = own?.before === desk ? own.kept : shown;
  const kept = typed.draft ?? stored;
  const parsed = rankDefinition.safeParse(kept.definition);
  const problems: Record<string, string> = {};
  for (const issue of parsed.error?.issues ?? []) {
    const field = issue.path.slice(0, 3).join(".");
    const name = issue.path.at(issue.path[0] === "levels" ? 2 : -1);
    problems[field] ??=
      name === "threshold"
        ? t("threshold")
        : name === "nameJa" || name === "nameEn"
          ? t("name")
          : name === "benefitsJa" || name === "benefitsEn"
            ? t("benefits")
            : t("months");
  }
  const store = async (): Promise<number> => {
    const { revision } = await client.ranks.saveDraft.mutate(kept);
    setOwn({ kept: { ...kept, revision }, before: desk });
    typed.edit((now) => now && { ...now, revision });
    return revision;
  };
  return {
    definition: kept.definition,
    problems: problems as Problems,
    isOpen: typed.draft !== null || stored.revision !== null,
    isChanged: typed.draft !== null,
    isRestored: typed.isRestored,
    /** Somebody else stored a draft since this one was begun. */
    isNewer: typed.draft !== null && typed.draft.revision !== stored.revision,
    open: () => typed.change(stored),
    close: () => typed.change(null),
    change: (part: Partial<RankDefinition>) => typed.change({ ...kept, definition: { ...kept.definition, ...part } }),
    takeNewer: () => typed.change(null),
    keepMine: () => typed.change({ ...kept, revision: stored.revision }),
    save: async (act: ReturnType<typeof useAct>, done: string) => {
      const revision = await act(store(), done);
      // What was typed meanwhile is still to be stored.
      typed.edit((now) => (now?.definition === kept.definition ? null : now && { ...now, revision }));
    },
    /** Stores what was typed, and says the revision to publish. */
    stored: async (): Promise<number> => {
      if (typed.draft === null && stored.revision !== null) return stored.revision;
      try {
        const revision = await store();
        router.refresh();
        return revision;
      } catch (error) {
        toast.error(errorText(error));
        throw error;
      }
    },
  };
}
