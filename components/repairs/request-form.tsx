"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { useFormats } from "@/components/format/use-formats";
import { FormActions } from "@/components/form/form-grid";
import { useDraft } from "@/components/form/use-draft";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { TextLink } from "@/components/ui/text-link";
import { PhotoField } from "./photo-field";
import { ContactPart, HandOverPart, ProductPart } from "./request-parts";
import { RequestReceipt } from "./request-receipt";
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
  lookUp: (postalCode: string) => Promise<{ prefecture: string; city: string; area: string }[] | null>;
  signInHref: string;
  /** Below which the repair is found by its id. */
  repairsHref: string;
}

const mostPhotos = 5;
const causes = ["unknown", "drop", "water", "disaster"] as const;
const noticed = ["today", "this_week", "this_month", "longer", "from_start"] as const;
type Problem = { tone: "danger" | "warn"; text: string; isSignedOut?: boolean };

/** Asks for everything that a repair needs. What was typed outlives errors, a lost network and a session that has ended. */
export function RequestForm(props: Props) {
  const { shop, form, preset, at, send, lookUp } = props;
  const t = useTranslations("repairs.form");
  const words = useTranslations();
  const formats = useFormats();
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
  const [receipt, setReceipt] = useState<{ repairId: string; receiptNo: string } | null>(null);
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

  if (receipt) return <RequestReceipt at={at} {...receipt} repairsHref={props.repairsHref} />;

  const fieldWords = (reason: string, details: Record<string, string | number> = {}) => {
    const shown = Object.fromEntries(
      Object.entries(details).map(([name, value]) =>
        typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? [name, formats.date(value)] : [name, value],
      ),
    );
    const key = reason.includes(".") ? reason.replace(".", ".errors.") : `repairs.fieldErrors.${reason}`;
    return words.has(key as never) ? words(key as never, shown as never) : words("repairs.fieldErrors.invalid");
  };

  const showErrors = (found: FieldErrors) => {
    setErrors(found);
    const count = Object.keys(found).length;
    if (count > 0) setProblem({ tone: "danger", text: t("fix", { count }) });
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
        Object.fromEntries(Object.entries(missing).map(([field, reason]) => [field, fieldWords(reason)])),
      );
    setProblem(null);
    setSending(true);
    try {
      const key = values.key || crypto.randomUUID();
      const sent = await send({ ...values, key });
      if (sent.ok) {
        change(null);
        setReceipt(sent);
        return;
      }
      const found = Object.entries(sent.fields).map(([path, reason]) => [
        fieldAt(path),
        fieldWords(reason, sent.details),
      ]);
      if (found.length > 0) showErrors(Object.fromEntries(found) as FieldErrors);
      else if (sent.reason === "auth.sign_in_required")
        setProblem({ tone: "warn", text: t("signedOut"), isSignedOut: true });
      else setProblem({ tone: "danger", text: fieldWords(sent.reason ?? "invalid", sent.details) });
    } catch {
      // The call never reached the shop, or its answer never reached us: the same key again is the same request.
      setProblem({ tone: "danger", text: t("offline") });
    } finally {
      setSending(false);
    }
  };

  const kind = form.choices.find((choice) => choiceValue(choice) === values.product)?.kind ?? form.otherKind;
  const part = { form, values, set, errors };
  return (
    <form ref={root} noValidate onSubmit={(event) => void submit(event)} className="grid gap-8">
      {isRestored && (
        <Notice
          tone="info"
          actions={
            <Button size="sm" onClick={() => change(null)}>
              {t("discard")}
            </Button>
          }
        >
          {t("restored")}
        </Notice>
      )}
      <Section title={t("product")}>
        <Card>
          <ProductPart {...part} />
        </Card>
      </Section>
      <Section title={t("symptom")}>
        <Card className="grid gap-5">
          <Field label={t("whichSymptom")} required error={errors.symptom}>
            <Select
              name="symptom"
              placeholder={t("choose")}
              value={values.symptom}
              onChange={(event) => set({ symptom: event.target.value })}
              options={(form.symptoms[kind] ?? []).map((value) => ({
                value,
                label: words(`repairs.symptoms.${value}` as "repairs.symptoms.other"),
              }))}
            />
          </Field>
          <Field label={t("details")} hint={t("detailsHint")} required error={errors.description}>
            <Textarea
              name="description"
              rows={5}
              maxLength={2_000}
              value={values.description}
              onChange={(event) => set({ description: event.target.value })}
            />
          </Field>
          <Field label={t("since")} required error={errors.noticed}>
            <Select
              name="noticed"
              placeholder={t("choose")}
              value={values.noticed}
              onChange={(event) => set({ noticed: event.target.value })}
              options={noticed.map((value) => ({ value, label: words(`repairs.noticed.${value}`) }))}
            />
          </Field>
          <Field label={t("cause")} error={errors.cause}>
            <Select
              name="cause"
              value={values.cause}
              onChange={(event) => set({ cause: event.target.value })}
              options={causes.map((value) => ({ value, label: words(`repairs.causes.${value}`) }))}
            />
          </Field>
          <PhotoField
            shop={shop}
            photos={values.photos}
            most={mostPhotos}
            error={errors.photos}
            onBusy={setUploading}
            onAdd={(photo) => set({ photos: [...latest.current.photos, photo] })}
            onRemove={(fileId) => set({ photos: latest.current.photos.filter((photo) => photo.fileId !== fileId) })}
          />
        </Card>
      </Section>
      <Section title={t("handOver")}>
        <Card>
          <HandOverPart {...part} lookUp={lookUp} />
          {at === "counter" && (
            <div className="mt-5 grid gap-5">
              <Checkbox
                label={t("itemHere")}
                checked={values.isItemHere}
                onChange={(event) => set({ isItemHere: event.target.checked })}
              />
              <Field label={t("accessories")} hint={t("accessoriesHint")} optional error={errors.accessories}>
                <Input
                  name="accessories"
                  maxLength={200}
                  value={values.accessories}
                  onChange={(event) => set({ accessories: event.target.value })}
                />
              </Field>
            </div>
          )}
        </Card>
      </Section>
      <Section title={t("contact")}>
        <Card>
          <ContactPart {...part} />
        </Card>
      </Section>
      <div>
        {form.diagnosticFeeYen > 0 && (
          <p className="mb-4 text-sm text-ink-3">{t("fee", { amount: formats.yen(form.diagnosticFeeYen) })}</p>
        )}
        {problem && (
          <Notice
            tone={problem.tone}
            actions={problem.isSignedOut && <TextLink href={props.signInHref}>{t("signInAgain")}</TextLink>}
          >
            {problem.text}
          </Notice>
        )}
        <FormActions>
          <Button
            type="submit"
            variant="primary"
            size="lg"
            loading={isSending}
            disabledReason={isUploading ? t("waitPhotos") : undefined}
            className="max-sm:w-full"
          >
            {t(at === "counter" ? "counterSubmit" : "submit")}
          </Button>
        </FormActions>
      </div>
    </form>
  );
}
