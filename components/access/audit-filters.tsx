import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { TextLink } from "@/components/ui/text-link";

export interface AuditFilterView {
  from?: string;
  to?: string;
  actor?: string;
  kind?: string;
  q?: string;
}

type Props = {
  path: string;
  value: AuditFilterView;
  people: readonly { id: string; name: string }[];
  modules: readonly string[];
};

/** A plain form: its address is the filter, and it works without JavaScript. */
export function AuditFilters({ path, value, people, modules }: Props) {
  const t = useTranslations("access.audit");
  const isNarrowed = Object.values(value).some(Boolean);
  return (
    <form
      key={JSON.stringify(value)}
      action={path}
      className="grid items-end gap-3 rounded-xl border border-line bg-surface p-4 sm:grid-cols-2 lg:grid-cols-[9rem_9rem_1fr_1fr_1.4fr_auto]"
    >
      <Field label={t("from")}>
        <Input type="date" name="from" defaultValue={value.from} />
      </Field>
      <Field label={t("to")}>
        <Input type="date" name="to" defaultValue={value.to} />
      </Field>
      <Field label={t("person")}>
        <Select name="actor" defaultValue={value.actor ?? ""}>
          <option value="">{t("anyone")}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          {(["api_key", "member", "system"] as const).map((kind) => (
            <option key={kind} value={kind}>
              {t(`actors.${kind}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("kind")}>
        <Select name="kind" defaultValue={value.kind ?? ""}>
          <option value="">{t("anyKind")}</option>
          {modules.map((name) => (
            <option key={name} value={name}>
              {t(`modules.${name}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("text")}>
        <Input type="search" name="q" maxLength={100} defaultValue={value.q} placeholder={t("text")} />
      </Field>
      <div className="flex items-center gap-3">
        <Button type="submit">{t("apply")}</Button>
        {isNarrowed && <TextLink href={path}>{t("clear")}</TextLink>}
      </div>
      <p className="text-xs text-ink-3 sm:col-span-full">{t("textHint")}</p>
    </form>
  );
}
