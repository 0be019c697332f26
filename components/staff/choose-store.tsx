import { Store } from "lucide-react";
import { useTranslations } from "next-intl";

export type CounterStore = { id: string; name: string; kind: string };

/** Asked once per device: the store at which it stands. */
export function ChooseStore({
  stores,
  current,
  onChoose,
}: {
  stores: readonly CounterStore[];
  current?: string;
  onChoose: (storeId: string) => void;
}) {
  const t = useTranslations("staff.store");
  return (
    <ul className="grid gap-2 sm:grid-cols-2" aria-label={t("list")}>
      {stores.map((store) => (
        <li key={store.id}>
          <button
            type="button"
            aria-pressed={store.id === current}
            onClick={() => onChoose(store.id)}
            className="flex min-h-16 w-full items-center gap-3 rounded-lg border border-line-strong/60 bg-surface px-4 text-start font-medium shadow-card transition-colors hover:bg-hover aria-pressed:border-brand-text aria-pressed:bg-brand-soft"
          >
            <Store aria-hidden className="size-5 shrink-0 text-ink-3" />
            <span className="min-w-0 truncate">{store.name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
