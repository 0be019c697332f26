"use client";

import { useEffect, useState } from "react";
import type { CounterMember } from "@/components/staff/member-line";
import { keepDraft, keptDraft, newDraft, type SaleDraft } from "./sale-draft";

/** The sale in hand; what an interrupted visit to this page left is taken up again. */
export function useSaleDraft(slug: string, member: CounterMember | null, usesAllPoints: boolean) {
  const [draft, setDraft] = useState<SaleDraft>(() => newDraft(member, usesAllPoints));
  const [isRestored, setRestored] = useState(false);
  const openedFor = member?.memberId ?? null;
  useEffect(() => {
    // Only the browser knows what was kept, so this cannot be the first drawing.
    const kept = keptDraft(slug, openedFor);
    if (kept) setDraft((fresh) => ({ ...kept, member: fresh.member ?? kept.member }));
    setRestored(true);
  }, [slug, openedFor]);
  useEffect(() => {
    if (isRestored) keepDraft(slug, draft);
  }, [slug, draft, isRestored]);
  return [draft, setDraft] as const;
}
