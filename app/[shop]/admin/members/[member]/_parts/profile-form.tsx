"use client";

import { useMutation } from "@tanstack/react-query";
import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useTRPC, useTRPCClient } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { phoneText } from "@/components/admin/phone";
import {
  mergeProfiles,
  profileChanges,
  type ProfileField,
  profileFields,
  profileValues,
  type ProfileValues,
} from "@/components/admin/profile-fields";
import { FormActions } from "@/components/form/form-grid";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toaster";
import { profile } from "@/server/members/input";
import { ProfileConflict, type Conflict } from "./profile-conflict";
import { keepDraft, type ProfileDraft } from "./profile-draft";

interface Props {
  memberId: string;
  opened: ProfileDraft;
  onLeave: () => void;
}

const pairs: readonly (readonly ProfileField[])[] = [
  ["familyName", "givenName"],
  ["familyKana", "givenKana"],
];
const single = ["phone", "birthday", "gender", "postalCode", "prefecture", "city", "addressLine", "locale"] as const;

/** What the rules say of each field that was changed; the server says the same and has the last word. */
function faultsIn(changes: ReturnType<typeof profileChanges>): Partial<Record<ProfileField, string>> {
  const parsed = profile.safeParse(changes);
  if (parsed.success) return {};
  const faults: Partial<Record<ProfileField, string>> = {};
  for (const issue of parsed.error.issues) {
    const field = profileFields.find((name) => name === issue.path[0]);
    if (field) faults[field] ??= issue.message;
  }
  return faults;
}

const detailsOf = (error: unknown) =>
  error instanceof TRPCClientError
    ? ((error.data as { reason?: string; details?: Record<string, unknown> } | null) ?? null)
    : null;

/** The form of a profile. Each field says what is wrong with it; whoever saved meanwhile is named, and nothing typed is lost. */
export function ProfileForm({ memberId, opened, onLeave }: Props) {
  const t = useTranslations("memberDesk.profile");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [draft, setDraft] = useState(opened);
  const [shown, setShown] = useState<Partial<Record<ProfileField, string>>>({});
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const save = useMutation(trpc.members.updateProfile.mutationOptions());
  // What stands there when an answer comes, which may be more than what was sent.
  const latest = useRef(opened);
  const keep = (next: ProfileDraft) => {
    latest.current = next;
    setDraft(next);
    keepDraft(memberId, next);
  };
  const set = (field: ProfileField) => (value: string) => {
    keep({ ...draft, mine: { ...draft.mine, [field]: value } });
    if (shown[field]) setShown({ ...shown, [field]: undefined });
  };

  const send = async (version: number, base: ProfileValues, mine: ProfileValues): Promise<void> => {
    try {
      const saved = await save.mutateAsync({ memberId, version, changes: profileChanges(base, mine) as never });
      toast.success(t("saved"));
      router.refresh();
      const now = latest.current.mine;
      if (Object.keys(profileChanges(mine, now)).length === 0) onLeave();
      else keep({ version: saved.version, base: mine, mine: now });
    } catch (error) {
      const found = detailsOf(error);
      const field = profileFields.find((name) => name === found?.details?.field);
      if (field) setShown({ [field]: ((found?.details?.message ?? "") as string) || found?.reason || "" });
      if (found?.reason === "members.phone_taken") setShown({ phone: "taken" });
      if (found?.reason === "members.changed_meanwhile") await meet(found.details ?? {}, base);
    }
  };
  // Somebody saved first. Where nobody wrote over the other, both are right and it is saved; else a person decides.
  const meet = async (details: Record<string, unknown>, base: ProfileValues) => {
    const now = await client.members.byId.query({ memberId });
    const theirs = profileValues(now);
    const { merged, differing, changedByThem } = mergeProfiles(base, latest.current.mine, theirs);
    const next = { version: now.version, base: theirs, mine: merged };
    keep(next);
    if (changedByThem.length === 0) return send(next.version, next.base, next.mine);
    setConflict({
      by: typeof details.by === "string" ? details.by : null,
      byKind: typeof details.byKind === "string" ? details.byKind : "system",
      at: typeof details.at === "string" ? new Date(details.at) : new Date(),
      differing,
      changedByThem,
    });
  };
  const submit = () => {
    if (save.isPending) return;
    const changes = profileChanges(draft.base, draft.mine);
    const faults = faultsIn(changes);
    setShown(faults);
    if (Object.keys(faults).length > 0) return;
    if (Object.keys(changes).length === 0) return onLeave();
    setConflict(null);
    void send(draft.version, draft.base, draft.mine);
  };
  const errorOf = (field: ProfileField) => {
    const fault = shown[field];
    if (!fault) return undefined;
    const key = `faults.${fault}`;
    return t.has(key as never) ? t(key as never) : t("faults.other");
  };
  const isWorded = Object.values(shown).some(Boolean) || conflict !== null;
  const field = (name: ProfileField) => (
    <ProfileInput key={name} name={name} value={draft.mine[name]} error={errorOf(name)} onValueChange={set(name)} />
  );
  return (
    <form
      aria-label={t("title")}
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {conflict && (
        <ProfileConflict
          conflict={conflict}
          onDecide={(name, value) => set(name)(value)}
          values={draft.mine}
          theirsOf={(name) => draft.base[name]}
        />
      )}
      {pairs.map((pair) => (
        <div key={pair.join()} className="grid grid-cols-2 gap-3">
          {pair.map(field)}
        </div>
      ))}
      {single.map(field)}
      {save.isError && !isWorded && <Notice tone="danger">{errorText(save.error)}</Notice>}
      <FormActions>
        <Button onClick={onLeave}>{t("cancel")}</Button>
        <Button variant="primary" type="submit" loading={save.isPending}>
          {t("save")}
        </Button>
      </FormActions>
    </form>
  );
}

type InputProps = { name: ProfileField; value: string; error?: string; onValueChange: (value: string) => void };

const hinted = ["familyKana", "givenKana", "phone", "postalCode"] as const;
const choices = { gender: ["female", "male", "other"], locale: ["ja", "en"] } as const;

function ProfileInput({ name, value, error, onValueChange }: InputProps) {
  const t = useTranslations("memberDesk.profile");
  const hint = hinted.find((one) => one === name);
  const options = name === "gender" || name === "locale" ? choices[name] : null;
  return (
    <Field label={t(`fields.${name}`)} hint={hint && t(`hints.${hint}`)} error={error}>
      {options ? (
        <Select
          value={value}
          placeholder={name === "gender" ? t("unknown") : undefined}
          onChange={(event) => onValueChange(event.target.value)}
          options={options.map((one) => ({
            value: one,
            label: t(`${name === "gender" ? "genders" : "locales"}.${one as "ja"}` as never),
          }))}
        />
      ) : (
        <Input
          type={name === "birthday" ? "date" : "text"}
          inputMode={name === "phone" ? "tel" : name === "postalCode" ? "numeric" : undefined}
          autoComplete="off"
          value={name === "phone" ? phoneText(value) : value}
          onChange={(event) => onValueChange(event.target.value)}
        />
      )}
    </Field>
  );
}
