import { useFormatter } from "next-intl";
import { useFormats } from "@/components/format/use-formats";

interface Props {
  label: string;
  days: readonly { day: string; value: number }[];
}

/** A bar for each day; the numbers are there for those who cannot see the bars. */
export function DayBars({ label, days }: Props) {
  const formats = useFormats();
  const format = useFormatter();
  const most = Math.max(1, ...days.map(({ value }) => value));
  const [first, last] = [days[0], days.at(-1)];
  return (
    <figure>
      <ol aria-label={label} className="flex h-32 items-end gap-px sm:gap-1">
        {days.map(({ day, value }) => (
          <li
            key={day}
            className="flex h-full min-w-0 flex-1 items-end"
            title={`${formats.date(day)} ${format.number(value)}`}
          >
            <span
              aria-hidden
              className={`block w-full rounded-t-sm ${value === 0 ? "bg-line" : "bg-brand"}`}
              style={{ height: value === 0 ? "2px" : `${Math.max(4, (value / most) * 100)}%` }}
            />
            <span className="sr-only">{`${formats.date(day)} ${format.number(value)}`}</span>
          </li>
        ))}
      </ol>
      <figcaption className="tabular mt-2 flex justify-between text-xs text-ink-3">
        <span>{first && formats.date(first.day)}</span>
        <span>{last && formats.date(last.day)}</span>
      </figcaption>
    </figure>
  );
}
