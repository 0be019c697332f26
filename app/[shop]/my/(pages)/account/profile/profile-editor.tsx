"use client";

import type { ComponentProps } from "react";
import { ProfileForm } from "@/components/my/profile-form";
import { kanaForm } from "@/server/members/rules/kana-form";

/** The form with the house's own rule for kana, the same that the server applies. */
export const ProfileEditor = (props: Omit<ComponentProps<typeof ProfileForm>, "toKana">) => (
  <ProfileForm {...props} toKana={kanaForm} />
);
