import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";

interface Point {
  day: string;
  members: number;
  reachable: number;
}

const width = 640;
const height = 120;

/** How many a segment had, day by day: a line for the eye, and the same as a table. */
export function HistoryChart({ days }: { days: readonly Point[] }) {
  const t = useTranslations("segmentBuilder.page");
  const formats = useFormats();
  const last = days.at(-1);
  if (!last) return <p className="text-sm text-ink-3">{t("noHistory")}</p>;
  const most = Math.max(1, ...days.map((point) => point.members));
  const start = Date.parse(days[0]?.day ?? last.day);
  const span = Math.max(1, Date.parse(last.day) - start);
  const line = (of: (point: Point) => number) =>
    days
      .map((point) => `${((Date.parse(point.day) - start) / span) * width},${height - (of(point) / most) * height}`)
      .join(" ");
  return (
    <div className="grid gap-3">
      {days.length > 1 && (
        <svg
          aria-hidden
          viewBox={`-4 -4 ${width + 8} ${height + 8}`}
          className="h-32 w-full"
          preserveAspectRatio="none"
        >
          <line x1="0" x2={width} y1={height} y2={height} className="stroke-line" />
          <polyline points={line((point) => point.reachable)} className="fill-none stroke-info stroke-2" />
          <polyline points={line((point) => point.members)} className="fill-none stroke-brand-text stroke-2" />
        </svg>
      )}
      <details open={days.length <= 3}>
        <summary className="cursor-pointer text-sm text-ink-2">
          {formats.date(last.day)} · {t("members")} {formats.number(last.members)} · {t("reachable")}{" "}
          {formats.number(last.reachable)}
        </summary>
        <table className="mt-2 w-full max-w-md text-sm">
          <thead className="text-xs text-ink-3">
            <tr>
              <th scope="col" className="text-start font-normal">
                {t("day")}
              </th>
              <th scope="col" className="text-end font-normal">
                {t("members")}
              </th>
              <th scope="col" className="text-end font-normal">
                {t("reachable")}
              </th>
            </tr>
          </thead>
          <tbody className="tabular">
            {days.toReversed().map((point) => (
              <tr key={point.day} className="border-t border-line">
                <td className="py-1">{formats.dateShort(point.day)}</td>
                <td className="py-1 text-end">{formats.number(point.members)}</td>
                <td className="py-1 text-end">{formats.number(point.reachable)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
