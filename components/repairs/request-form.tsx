"use client";

import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { useLightWords } from "@/components/form/light-words";
import { useDraft } from "@/components/form/use-draft";
import { FormMessage } from "@/components/my/form-message";
import { cardStyle } from "@/components/ui/card-style";
import { SubmitButton } from "@/components/ui/submit-button";
import { ChoiceField, LongTextField, TextField } from "@/components/ui/text-field";
import { PhotoField } from "./photo-field";
import { ContactPart, HandOverPart, type LookUp, ProductPart } from "./request-parts";
import type { RequestReceipt } from "./request-receipt";
import {
  choiceValue,
  fieldAt,
  type FieldErrors,
  firstValues,
  missingIn,
  type RequestField,
  type RequestFormView,
  type RequestValues,
  type Sent,
} from "./request-values";
import { useFields } from "./use-fields";

interface Props {
  shop: string;
  form: RequestFormView;
  /** The product that the person came from, as a value of the form. */
  preset: string | null;
  draftKey: string;
  /** 'counter': the shop's people fill it in for a member, whose product is at hand. */
  at: "my" | "counter";
  storeId?: string;
  send: (values: RequestValues) => Promise<Sent>;
  lookUp: LookUp;
  signInHref: string;
  /** Below which the repair is found by its id. */
  repairsHref: string;
}

const mostPhotos = 5;
const causes = ["unknown", "drop", "water", "disaster"] as const;
const noticed = ["today", "this_week", "this_month", "longer", "from_start"] as const;
type Problem = { text: string; isSignedOut?: boolean };

/** Asks for everything that a repair needs. What was typed outlives errors, a lost network and a session that has ended. */
export function RequestForm(props: Props) {
  const { shop, form, preset, at, send, lookUp } = props;
  const t = useLightWords("repairs.form");
  const words = {
    fieldErrors: useLightWords("repairs.fieldErrors"),
    symptoms: useLightWords("repairs.symptoms"),
    noticed: useLightWords("repairs.noticed"),
    causes: useLightWords("repairs.causes"),
  };
  const { draft, isRestored, change } = useDraft<RequestValues>(props.draftKey);
  const first = firstValues(form, preset, props.storeId ?? null);
  const values = draft ?? first;
  const latest = useRef(values);
  useEffect(() => {
    latest.current = values;
  });
  const [errors, setErrors] = useState<FieldErrors>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSending, setSending] = useState(false);
  const [isUploading, setUploading] = useState(false);
  const [receipt, setReceipt] = useState<{ Shown: typeof RequestReceipt; repairId: string; receiptNo: string } | null>(
    null,
  );
  const root = useRef<HTMLFormElement>(null);

  const set = useCallback(
    (changes: Partial<RequestValues>) => {
      const next = { ...latest.current, key: latest.current.key || crypto.randomUUID(), ...changes };
      latest.current = next;
      change(next);
      setErrors((all) => {
        const left = { ...all };
        for (const field of Object.keys(changes)) delete left[field as RequestField];
        return left;
      });
    },
    [change],
  );

  const field = useFields({ values, set, errors });
  if (receipt) {
    const { Shown, repairId, receiptNo } = receipt;
    return <Shown {...{ at, repairId, receiptNo }} repairsHref={props.repairsHref} />;
  }

  const showErrors = (found: FieldErrors) => {
    setErrors(found);
    const count = Object.keys(found).length;
    if (count > 0) setProblem({ text: t("fix", { count }) });
    // The first field at fault, in the order of the page.
    requestAnimationFrame(() => {
      const at_ = root.current?.querySelector<HTMLElement>('[aria-invalid="true"], fieldset:has([role="alert"]) input');
      at_?.focus();
    });
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSending || isUploading) return;
    const missing = missingIn(values);
    if (Object.keys(missing).length > 0)
      return showErrors(
        Object.fromEntries(
          Object.entries(missing).map(([field, reason]) => [field, words.fieldErrors(reason as "invalid")]),
        ),
      );
    setProblem(null);
    setSending(true);
    try {
      const key = values.key || crypto.randomUUID();
      // What says so travels only now; without it nothing counts as sent, and the same key again is the same request.
      const [sent, { RequestReceipt: Shown }] = await Promise.all([
        send({ ...values, key }),
        import("./request-receipt"),
      ]);
      if (sent.ok) {
        change(null);
        setReceipt({ Shown, repairId: sent.repairId, receiptNo: sent.receiptNo });
        return;
      }
      const found = Object.entries(sent.fields).map(([path, text]) => [fieldAt(path), text]);
      if (found.length > 0) showErrors(Object.fromEntries(found) as FieldErrors);
      else setProblem({ text: sent.problem ?? words.fieldErrors("invalid"), isSignedOut: sent.isSignedOut });
    } catch {
      // The call never reached the shop, or its answer never reached us: the same key again is the same request.
      setProblem({ text: t("offline") });
    } finally {
      setSending(false);
    }
  };

  const kind = form.choices.find((choice) => choiceValue(choice) === values.product)?.kind ?? form.otherKind;
  const part = { form, values, set, errors };
  return (
    <form ref={root} noValidate onSubmit={(event) => void submit(event)} className="grid gap-8">
      {isRestored && (
        <FormMessage tone="info">
          <p>{t("restored")}</p>
          <button
            type="button"
            onClick={() => change(null)}
            className="block min-h-11 text-brand-text underline underline-offset-4"
          >
            {t("discard")}
          </button>
        </FormMessage>
      )}
      <Part title={t("product")}>
        <ProductPart {...part} />
      </Part>
      <Part title={t("symptom")}>
        <ChoiceField
          {...field("symptom", t("whichSymptom"))}
          options={[
            { value: "", label: t("choose") },
            ...(form.symptoms[kind] ?? []).map((value) => ({ value, label: words.symptoms(value as "other") })),
          ]}
        />
        <LongTextField {...field("description", t("details"))} hint={t("detailsHint")} rows={5} maxLength={2_000} />
        <ChoiceField
          {...field("noticed", t("since"))}
          options={[
            { value: "", label: t("choose") },
            ...noticed.map((value) => ({ value, label: words.noticed(value) })),
          ]}
        />
        <ChoiceField
          {...field("cause", t("cause"))}
          needed={undefined}
          options={causes.map((value) => ({ value, label: words.causes(value) }))}
        />
        <PhotoField
          shop={shop}
          photos={values.photos}
          most={mostPhotos}
          error={errors.photos}
          onBusy={setUploading}
          onAdd={(photo) => set({ photos: [...latest.current.photos, photo] })}
          onRemove={(fileId) => set({ photos: latest.current.photos.filter((photo) => photo.fileId !== fileId) })}
        />
      </Part>
      <Part title={t("handOver")}>
        <HandOverPart {...part} lookUp={lookUp} />
        {at === "counter" && (
          <>
            <label className="flex min-h-control-sm items-center gap-2.5 py-1.5 text-control">
              <input
                type="checkbox"
                checked={values.isItemHere}
                onChange={(event) => set({ isItemHere: event.target.checked })}
                className="size-[1.15em] accent-(--brand)"
              />
              {t("itemHere")}
            </label>
            <TextField {...field("accessories", t("accessories"), true)} hint={t("accessoriesHint")} maxLength={200} />
          </>
        )}
      </Part>
      <Part title={t("contact")}>
        <ContactPart {...part} />
      </Part>
      <div className="grid gap-4">
        {form.feeNote && <p className="text-sm text-ink-3">{form.feeNote}</p>}
        {problem && (
          <FormMessage tone={problem.isSignedOut ? "info" : "danger"}>
            {problem.text}
            {problem.isSignedOut && (
              <a href={props.signInHref} className="block min-h-11 pt-2 font-medium text-brand-text underline">
                {t("signInAgain")}
              </a>
            )}
          </FormMessage>
        )}
        {isUploading && (
          <p role="status" className="text-sm text-ink-2">
            {t("waitPhotos")}
          </p>
        )}
        <div className="grid sm:justify-end">
          <SubmitButton variant="primary" size="lg" busy={isSending || isUploading}>
            {t(at === "counter" ? "counterSubmit" : "submit")}
          </SubmitButton>
        </div>
      </div>
    </form>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="grid min-w-0 gap-3">
    <h2 className="text-lg">{title}</h2>
    <div className={`${cardStyle} grid gap-5 p-4 sm:p-5`}>{children}</div>
  </section>
);
