import { useTranslations } from "next-intl";
import { addressOf } from "@/components/admin/address";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { FilterChips } from "@/components/ui/filter-chips";
import type { duplicatesParts } from "./duplicates-parts";
import { FindNow } from "./find-now";
import { PairList } from "./pair-list";
import { UndoDays } from "./undo-days";

const states = ["open", "rejected", "merged"] as const;
const certainties = ["sure", "likely", "possible"] as const;

/** Pairs of members who may be one person, by state and by how sure it is. */
export function DuplicatesPage(props: Awaited<ReturnType<typeof duplicatesParts>>) {
  const { base, state, certainty, overview, rows, next, isLater } = props;
  const t = useTranslations("identity.list");
  const words = useTranslations("identity.errors");
  const formats = useFormats();
  const path = `${base}/members/duplicates`;
  const here = (query: Record<string, string | undefined | null>) => addressOf(path, query);
  const counts: Record<(typeof certainties)[number], number> = overview;
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            <UndoDays
              key={overview.undoDays}
              days={overview.undoDays}
              refusal={overview.canSetUndoDays ? undefined : words("not_for_role")}
            />
            <FindNow />
          </>
        }
      />
      <div className="mb-4 grid gap-2">
        <FilterChips
          label={t("state")}
          value={state}
          options={states.map((one) => ({
            value: one,
            label: t(`states.${one}`),
            href: here({ state: one === "open" ? undefined : one }),
          }))}
        />
        <FilterChips
          label={t("certainty")}
          value={certainty ?? ""}
          options={[
            { value: "", label: t("all"), href: here({ state }) },
            ...certainties.map((one) => ({
              value: one,
              label: t(`certainties.${one}`),
              count: state === "open" ? counts[one] : undefined,
              href: here({ state, certainty: one }),
            })),
          ]}
        />
        <p className="text-xs text-ink-3">
          {overview.isRunning
            ? t("running")
            : overview.checkedAt && t("lastChecked", { at: formats.dateTime(overview.checkedAt) })}
        </p>
      </div>
      <PairList
        {...{ base, rows, state }}
        nextHref={next && here({ state, certainty, cursor: next })}
        firstHref={isLater ? here({ state, certainty }) : null}
      />
    </>
  );
}
