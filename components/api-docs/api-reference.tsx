import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { type FieldRow, fieldsOf } from "./fields";

interface Content {
  content: { "application/json": { schema: object; example?: unknown } };
}
interface Operation {
  operationId: string;
  summary: string;
  parameters?: { name: string; schema: object; example?: unknown }[];
  requestBody?: Content;
  responses: Record<string, Partial<Content> & { description: string }>;
  "x-goen-scope"?: string | null;
  "x-goen-reasons"?: readonly string[];
}
export interface ApiCall {
  path: string;
  method: string;
  operation: Operation;
}

function Fields({ rows, caption, isAnswer }: { rows: readonly FieldRow[]; caption: string; isAnswer?: boolean }) {
  const t = useTranslations("pos.docs");
  if (rows.length === 0) return null;
  return (
    <section className="grid min-w-0 gap-1">
      <h3 className="text-sm font-semibold">{caption}</h3>
      <ul className="divide-y divide-line rounded-lg border border-line text-sm">
        {rows.map(({ name, kind, isRequired }) => (
          <li key={name} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 py-1.5">
            <code className="break-all">{name}</code>
            <span className="min-w-0 flex-1 text-ink-3 [overflow-wrap:anywhere]">{kind}</span>
            {isRequired && !isAnswer && <span className="text-xs text-ink-2">{t("required")}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Example({ caption, value }: { caption: string; value: unknown }) {
  if (value === undefined) return null;
  return (
    <details className="min-w-0">
      <summary className="cursor-pointer py-1 text-sm font-semibold">{caption}</summary>
      <pre className="max-w-full overflow-x-auto rounded-lg bg-sunken p-3 text-xs">
        <code>{JSON.stringify(value, null, 2)}</code>
      </pre>
    </details>
  );
}

function Reasons({ reasons }: { reasons: readonly string[] }) {
  const [t, all] = [useTranslations("pos.docs"), useTranslations()];
  if (reasons.length === 0) return null;
  const sentence = (reason: string): string => {
    const [module = "", ...rest] = reason.split(".");
    const key = module === "kernel" ? `errors.${rest.join(".")}` : `${module}.errors.${rest.join(".")}`;
    // As it stands: what is filled in is known only when it happens.
    return all.has(key as never) ? String(all.raw(key as never)) : "";
  };
  return (
    <section className="grid min-w-0 gap-1">
      <h3 className="text-sm font-semibold">{t("reasons")}</h3>
      <dl className="grid gap-1 text-sm">
        {reasons.map((reason) => (
          <div key={reason} className="flex flex-wrap gap-x-3">
            <dt>
              <code className="break-all">{reason}</code>
            </dt>
            <dd className="text-ink-2">{sentence(reason)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function CallSection({ path, method, operation }: ApiCall) {
  const t = useTranslations("pos.docs");
  const body = operation.requestBody?.content["application/json"];
  const answer = operation.responses[200]?.content?.["application/json"];
  const query = (operation.parameters ?? []).flatMap(({ name, schema }) =>
    fieldsOf({ properties: { [name]: schema } }),
  );
  const scope = operation["x-goen-scope"];
  return (
    <section aria-labelledby={operation.operationId} className="grid min-w-0 gap-3 border-t border-line pt-6">
      <div className="grid gap-1">
        <h2 id={operation.operationId} className="flex flex-wrap items-center gap-2 text-lg">
          <Badge tone={method === "GET" ? "neutral" : "ok"}>{method}</Badge>
          <code className="break-all">{path}</code>
        </h2>
        <p className="text-ink-2">
          {t.has(`calls.${operation.operationId}` as never)
            ? t(`calls.${operation.operationId}` as never)
            : operation.summary}
        </p>
        {scope && <p className="text-sm text-ink-3">{t("scope", { scope })}</p>}
      </div>
      <Fields rows={body ? fieldsOf(body.schema) : query} caption={t("input")} />
      <Example caption={t("example")} value={body?.example} />
      <Fields rows={answer ? fieldsOf(answer.schema) : []} caption={t("answer")} isAnswer />
      <Example caption={t("exampleAnswer")} value={answer?.example} />
      <Reasons reasons={operation["x-goen-reasons"] ?? []} />
    </section>
  );
}

/** The reference of the API, written by the document that is made from the shapes which check the calls. */
export function ApiReference({ calls }: { calls: readonly ApiCall[] }) {
  const t = useTranslations("pos.docs");
  return (
    <main className="mx-auto grid w-full max-w-3xl gap-8 px-4 py-10">
      <header className="grid gap-3">
        <h1 className="text-2xl">{t("title")}</h1>
        <p className="text-ink-2">{t("lead")}</p>
        <ul className="list-disc space-y-1 ps-5 text-sm text-ink-2">
          {(["key", "once", "lost", "refused", "limits"] as const).map((name) => (
            <li key={name}>{t(`rules.${name}`)}</li>
          ))}
        </ul>
        <a href="/api/v1/openapi.json" className="text-sm text-brand-text underline underline-offset-4">
          {t("document")}
        </a>
      </header>
      <nav aria-label={t("contents")}>
        <ul className="grid gap-1 text-sm">
          {calls.map(({ path, method, operation }) => (
            <li key={operation.operationId}>
              <a href={`#${operation.operationId}`} className="break-all text-brand-text underline underline-offset-4">
                {method} {path}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {calls.map((call) => (
        <CallSection key={call.operation.operationId} {...call} />
      ))}
    </main>
  );
}
