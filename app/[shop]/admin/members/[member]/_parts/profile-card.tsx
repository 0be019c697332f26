"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import type { MemberView } from "@/components/admin/member-page";
import { profileValues } from "@/components/admin/profile-fields";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { keepDraft, keptDraft, type ProfileDraft } from "./profile-draft";
import { ProfileForm } from "./profile-form";

interface Props {
  member: MemberView & { version: number };
  /** Why this person may not edit, or undefined. */
  refusal: string | undefined;
  /** The profile as it is read. */
  children: ReactNode;
}

/** The profile, edited in place. What was typed and not saved is there again after a reload or a new sign-in. */
export function ProfileCard({ member, refusal, children }: Props) {
  const t = useTranslations("memberDesk.profile");
  const [draft, setDraft] = useState<ProfileDraft | null>(null);
  // Only the browser knows what it kept; the server's page shows the profile first.
  // oxlint-disable-next-line react/set-state-in-effect -- what the browser kept is known only after the first drawing
  useEffect(() => setDraft(keptDraft(member.memberId)), [member.memberId]);
  const edit = () => {
    const values = profileValues(member);
    setDraft({ version: member.version, base: values, mine: values });
  };
  const leave = () => {
    keepDraft(member.memberId, null);
    setDraft(null);
  };
  return (
    <Section
      title={t("title")}
      actions={
        draft ? undefined : (
          <Button size="sm" icon={<Pencil aria-hidden />} disabledReason={refusal} onClick={edit}>
            {t("edit")}
          </Button>
        )
      }
    >
      <Card className={draft ? "" : "py-1 sm:py-2"}>
        {draft ? <ProfileForm memberId={member.memberId} opened={draft} onLeave={leave} /> : children}
      </Card>
    </Section>
  );
}
