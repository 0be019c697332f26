"use server";

import { getTranslations } from "next-intl/server";
import { revalidatePath } from "next/cache";
import type { Values } from "@/components/my/draft";
import type { PlaceFound } from "@/components/my/postal-fields";
import type { SaveResult } from "@/components/my/profile-form";
import { actingAt } from "@/app/[shop]/my/(auth)/acting";
import { isDomainError } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";
import { profile } from "@/server/members/input";
import { addressesAt } from "@/server/members/queries/addresses-at";
import { memberById } from "@/server/members/queries/find-member";
import { updateProfile } from "@/server/members/service/update-profile";
import { profileValues } from "./profile-values";

const named = new Set(["kana", "too_long", "phone", "postal_code", "unprintable"]);

/** Why each field was not accepted, in words; every one at once, so that nobody mends a form piece by piece. */
async function problemsOf(changes: Values): Promise<Record<string, string>> {
  const checked = profile.safeParse(changes);
  if (checked.success) return {};
  const t = await getTranslations("account.profile.problems");
  const reasonOf = (field: string, code: string, message: string) => {
    if (field === "birthday") return t("birthday");
    if (code === "too_big") return t("too_long");
    return t(named.has(message) ? (message as "kana") : "invalid");
  };
  return Object.fromEntries(
    checked.error.issues.map(({ path, code, message }) => {
      const field = String(path[0] ?? "");
      return [field, reasonOf(field, code, message)];
    }),
  );
}

/** Saves what a member changed in their profile. Says why not, and what somebody else changed meanwhile; throws nothing. */
export async function saveProfile(slug: string, version: number, changes: Values): Promise<SaveResult> {
  const [ctx, t] = [await actingAt(slug), await getTranslations("account.profile")];
  if (ctx.actor.kind !== "member") return { kind: "signed_out" };
  const memberId = ctx.actor.id;
  const refusal = (fields: Record<string, string>, message = t("check")): SaveResult => ({
    kind: "problems",
    fields,
    message,
  });
  const problems = await problemsOf(changes);
  if (Object.keys(problems).length > 0) return refusal(problems);
  try {
    await updateProfile(ctx, { memberId, version, changes });
    const saved = await memberById(ctx, memberId);
    revalidatePath(`/${slug}/my`, "layout");
    return { kind: "saved", version: saved.version, values: profileValues(saved) };
  } catch (error) {
    if (isDomainError(error)) {
      if (error.reason === "members.changed_meanwhile") {
        const now = await memberById(ctx, memberId);
        return { kind: "changed", message: t("changed"), version: now.version, values: profileValues(now) };
      }
      if (error.reason === "members.phone_taken") return refusal({ phone: t("problems.phone_taken") });
      if (error.reason === "members.birthday") return refusal({ birthday: t("problems.birthday") });
    }
    log.error({ err: error }, "profile not saved");
    return refusal({}, (await getTranslations("errors"))("unexpected"));
  }
}

/** The addresses of a postal code, from data of the house's own. */
export async function findPlaces(postalCode: string): Promise<PlaceFound[] | null> {
  return addressesAt(postalCode.slice(0, 20));
}
