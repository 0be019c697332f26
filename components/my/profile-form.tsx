"use client";

import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { ChoiceField, TextField } from "@/components/ui/text-field";
import { type Draft, differing, joinValues, type Values } from "./draft";
import { PostalFields, type PlaceFound } from "./postal-fields";
import { FormMessage } from "./form-message";
import type { ProfileWords } from "./profile-words";
import { useDraft } from "./use-draft";

export type SaveResult =
  | { kind: "saved"; version: number; values: Values }
  | { kind: "problems"; fields: Record<string, string>; message: string }
  | { kind: "changed"; message: string; version: number; values: Values }
  | { kind: "signed_out" };

interface Props {
  memberId: string;
  version: number;
  values: Values;
  words: ProfileWords;
  /** The shortest and the longest day a person can have been born on. */
  birthdays: { min: string; max: string };
  signInHref: string;
  toKana: (text: string) => string;
  save: (version: number, changes: Values) => Promise<SaveResult>;
  findPlaces: (postalCode: string) => Promise<PlaceFound[] | null>;
}

type Message = "saved" | "restored" | "signedOut" | "offline" | { text: string; tone: "danger" | "info" };

/** What a member says of themself: all of it optional, nothing of it lost. */
export function ProfileForm({ memberId, words, birthdays, signInHref, toKana, save, findPlaces, ...opened }: Props) {
  const [base, setBase] = useState({ version: opened.version, values: opened.values });
  const [values, setValues] = useState(opened.values);
  const [theirs, setTheirs] = useState<Values>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [message, setMessage] = useState<Message | null>(null);
  const [isSaving, start] = useTransition();
  const changed = differing(base.values, values);
  // What stands there when the answer comes, which may be more than what was sent.
  const latest = useRef(values);
  useEffect(() => {
    latest.current = values;
  });

  const takeOver = (from: Draft, now: { version: number; values: Values }) => {
    const joined = joinValues(from.base, from.values, now.values);
    setBase(now);
    setValues(joined.values);
    setTheirs(Object.fromEntries(joined.conflicts.map((name) => [name, now.values[name] ?? ""])));
  };
  const draft = changed.length > 0 ? { version: base.version, base: base.values, values } : null;
  useDraft(`goen.profile.${memberId}`, draft, (kept) => {
    takeOver(kept, { version: opened.version, values: opened.values });
    setMessage("restored");
  });

  const without = <T,>(record: Record<string, T>, name: string) =>
    Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
  const put = (name: string, value: string) => {
    setValues((before) => ({ ...before, [name]: value }));
    setErrors((before) => without(before, name));
    setMessage(null);
  };
  const startOver = () => {
    setValues(base.values);
    setTheirs({});
    setErrors({});
    setMessage(null);
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSaving) return;
    start(async () => {
      try {
        const result = await save(base.version, Object.fromEntries(changed.map((name) => [name, values[name] ?? ""])));
        setErrors(result.kind === "problems" ? result.fields : {});
        if (result.kind === "saved") {
          setBase({ version: result.version, values: result.values });
          setValues(joinValues(values, latest.current, result.values).values);
          setTheirs({});
          setMessage("saved");
        } else if (result.kind === "changed") {
          takeOver({ version: base.version, base: base.values, values: latest.current }, result);
          setMessage({ text: result.message, tone: "info" });
        } else if (result.kind === "problems") setMessage({ text: result.message, tone: "danger" });
        else setMessage("signedOut");
      } catch {
        setMessage("offline");
      }
    });
  };

  const field = (name: string) => ({
    label: words.fields[name],
    name,
    value: values[name] ?? "",
    error: errors[name],
    onChange: (event: { target: { value: string } }) => put(name, event.target.value),
    note: theirs[name] !== undefined && (
      <Theirs words={words} value={theirs[name]} onUse={() => put(name, theirs[name] ?? "")} />
    ),
  });
  const kana = (name: string) => ({
    ...field(name),
    onBlur: () => {
      const written = toKana(values[name] ?? "");
      if (written !== values[name]) put(name, written);
    },
  });

  return (
    <form onSubmit={submit} noValidate className="grid gap-8">
      <Group legend={words.groups.name} columns>
        <TextField {...field("familyName")} autoComplete="family-name" />
        <TextField {...field("givenName")} autoComplete="given-name" />
        <TextField {...kana("familyKana")} hint={words.kanaHint} />
        <TextField {...kana("givenKana")} />
      </Group>
      <Group legend={words.groups.address}>
        <PostalFields field={field} values={values} put={put} words={words.postal} findPlaces={findPlaces} />
      </Group>
      <Group legend={words.groups.contact}>
        <TextField {...field("phone")} type="tel" autoComplete="tel" hint={words.phoneHint} />
      </Group>
      <Group legend={words.groups.about} columns>
        <TextField {...field("birthday")} type="date" autoComplete="bday" {...birthdays} />
        <ChoiceField {...field("gender")} options={words.genders} />
      </Group>
      <div className="grid gap-3">
        {message && <ShownMessage message={message} words={words} signInHref={signInHref} onDiscard={startOver} />}
        <SubmitButton variant="primary" block busy={isSaving}>
          {words.save}
        </SubmitButton>
        {changed.length > 0 && message !== "restored" && (
          <button
            type="button"
            onClick={startOver}
            className="min-h-11 text-sm text-ink-2 underline underline-offset-4"
          >
            {words.discard}
          </button>
        )}
      </div>
    </form>
  );
}

function Group({ legend, columns, children }: { legend: string; columns?: boolean; children: React.ReactNode }) {
  return (
    <fieldset className="min-w-0 rounded-xl border border-line bg-surface p-4 shadow-card sm:p-5">
      <legend className="sr-only">{legend}</legend>
      <p aria-hidden className="mb-4 font-semibold">
        {legend}
      </p>
      <div className={columns ? "grid grid-cols-2 items-start gap-x-3 gap-y-5" : "grid gap-5"}>{children}</div>
    </fieldset>
  );
}

function Theirs({ words, value, onUse }: { words: ProfileWords; value: string; onUse: () => void }) {
  return (
    <p className="text-xs text-ink-2">
      {words.theirs.replace("{value}", value || words.empty)}
      <button type="button" onClick={onUse} className="ms-2 min-h-8 text-brand-text underline underline-offset-4">
        {words.useTheirs}
      </button>
    </p>
  );
}

interface ShownMessageProps {
  message: Message;
  words: ProfileWords;
  signInHref: string;
  onDiscard: () => void;
}

function ShownMessage({ message, words, signInHref, onDiscard }: ShownMessageProps) {
  if (message === "saved") return <FormMessage tone="ok">{words.saved}</FormMessage>;
  if (message === "offline") return <FormMessage tone="danger">{words.offline}</FormMessage>;
  if (message === "restored")
    return (
      <FormMessage tone="info">
        {words.restored}
        <button
          type="button"
          onClick={onDiscard}
          className="block min-h-11 text-brand-text underline underline-offset-4"
        >
          {words.discardDraft}
        </button>
      </FormMessage>
    );
  if (message === "signedOut")
    return (
      <FormMessage tone="danger">
        {words.signedOut}
        <a href={signInHref} className="block min-h-11 pt-2 font-medium text-brand-text underline underline-offset-4">
          {words.signIn}
        </a>
      </FormMessage>
    );
  return <FormMessage tone={message.tone}>{message.text}</FormMessage>;
}
