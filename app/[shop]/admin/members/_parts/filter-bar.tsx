"use client";

import { SlidersHorizontal, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { usePathname, useRouter } from "next/navigation";
import { useOptimistic, useState, useTransition } from "react";
import { isNarrowed, type MemberListState, memberListHref } from "@/components/admin/member-filters";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";

interface Props {
  state: MemberListState;
  stores: readonly { id: string; name: string }[];
  tags: readonly { tagId: string; name: string }[];
  /** None where the shop has no ranks. */
  ranks: readonly { rankId: string; name: string }[];
}

const asked = (state: MemberListState) =>
  [state.mail, state.status, state.store, state.tag, state.rank, state.from, state.to].filter(Boolean).length;

/** Word and filters of the list; each choice is an address of its own, and begins at the first page. */
export function FilterBar({ state: shown, stores, tags, ranks }: Props) {
  const t = useTranslations("memberDesk.list");
  const words = useTranslations("ranks.list");
  const router = useRouter();
  const pathname = usePathname();
  const [isPending, startTransition] = useTransition();
  // What was chosen and is not shown yet: the next choice is added to it.
  const [state, choose] = useOptimistic(shown);
  const [isOpen, setOpen] = useState(asked(state) > 0);
  const go = (change: Partial<MemberListState>) =>
    startTransition(() => {
      const next = { ...state, ...change };
      choose(next);
      router.replace(memberListHref(pathname, next), { scroll: false });
    });
  return (
    <div aria-busy={isPending || undefined} className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput
          className="sm:max-w-96"
          label={t("search")}
          placeholder={t("searchHint")}
          value={state.q}
          onSearch={(q) => go({ q: q.trim() })}
        />
        <Button
          icon={<SlidersHorizontal aria-hidden />}
          aria-expanded={isOpen}
          aria-controls="member-filters"
          onClick={() => setOpen(!isOpen)}
        >
          {asked(state) > 0 ? t("filtersOn", { count: asked(state) }) : t("filters")}
        </Button>
        {isNarrowed(state) && (
          <Button
            variant="ghost"
            icon={<X aria-hidden />}
            onClick={() => go({ q: "", mail: "", status: "", store: "", tag: "", rank: "", from: "", to: "" })}
          >
            {t("clear")}
          </Button>
        )}
      </div>
      <div
        id="member-filters"
        hidden={!isOpen}
        className="grid grid-cols-2 gap-3 rounded-xl border border-line bg-surface p-4 sm:grid-cols-3 xl:grid-cols-4"
      >
        <Field label={t("status")}>
          <Select
            value={state.status}
            onChange={(event) => go({ status: event.target.value as MemberListState["status"] })}
            options={[
              { value: "", label: t("statuses.active") },
              { value: "withdrawn", label: t("statuses.withdrawn") },
            ]}
          />
        </Field>
        <Field label={t("mail")}>
          <Select
            value={state.mail}
            onChange={(event) => go({ mail: event.target.value as MemberListState["mail"] })}
            options={(["", "yes", "no", "none"] as const).map((value) => ({
              value,
              label: t(`mails.${value || "any"}`),
            }))}
          />
        </Field>
        <Field label={t("store")}>
          <Select
            value={state.store}
            placeholder={t("anyStore")}
            onChange={(event) => go({ store: event.target.value })}
            options={stores.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <Field label={t("tag")}>
          <Select
            value={state.tag}
            placeholder={t("anyTag")}
            onChange={(event) => go({ tag: event.target.value })}
            options={tags.map(({ tagId, name }) => ({ value: tagId, label: name }))}
          />
        </Field>
        {ranks.length > 0 && (
          <Field label={words("filter")}>
            <Select
              value={state.rank}
              placeholder={words("any")}
              onChange={(event) => go({ rank: event.target.value })}
              options={ranks.map(({ rankId, name }) => ({ value: rankId, label: name }))}
            />
          </Field>
        )}
        <DayField label={t("from")} value={state.from} max={state.to} onValueChange={(from) => go({ from })} />
        <DayField label={t("to")} value={state.to} min={state.from} onValueChange={(to) => go({ to })} />
      </div>
    </div>
  );
}

type DayProps = { label: string; value: string; min?: string; max?: string; onValueChange: (day: string) => void };

/** A day that counts once it is whole: while a year is being typed nothing is searched. */
function DayField({ label, value, min, max, onValueChange }: DayProps) {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(value);
  }
  return (
    <Field label={label}>
      <Input
        type="date"
        value={text}
        min={min || undefined}
        max={max || undefined}
        onChange={(event) => {
          setText(event.target.value);
          const isWhole = event.target.value === "" || event.target.value > "1900";
          if (isWhole && !event.target.value.startsWith("0")) onValueChange(event.target.value);
        }}
      />
    </Field>
  );
}
