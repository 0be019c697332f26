import { sql } from "drizzle-orm";
import { ensure } from "@/server/campaigns/access";
import { type Ctx, read } from "@/server/kernel/ctx";
import { tenantOf } from "@/server/kernel/gate";
import { addDays, dayIn } from "@/server/kernel/time";
import { canReadResults } from "../access";
import { type Figure, figures } from "../input";
import { anomaliesOf, type Anomaly } from "../rules/anomalies";

export interface WeekFigure {
  figure: Figure;
  /** The seven days that ended yesterday, and the seven before them. */
  week: number;
  before: number;
  today: number;
  /** The last fourteen days that are over, oldest first. */
  days: { day: string; value: number }[];
}

export interface ShopFigures {
  today: string;
  /** When today's figures were reckoned; null until they first are. */
  asOf: Date | null;
  figures: WeekFigure[];
  anomalies: Anomaly[];
}

/** The shop's week against the week before, day by day, and what is odd about today or yesterday. Reads kept figures only. */
export async function shopFigures(ctx: Ctx): Promise<ShopFigures> {
  ensure(canReadResults(ctx.actor));
  const { timeZone } = await tenantOf(ctx);
  const today = dayIn(ctx.now, timeZone);
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ day: string; figure: Figure; value: number; computed_at: string }>(sql`
      select day::text, figure, value, computed_at from daily_figures
      where tenant_id = ${ctx.tenant} and day <= ${today}::date and figure = any(${sql.param([...figures])}::text[])`),
  );
  const byFigure = new Map(
    figures.map((figure) => [
      figure,
      new Map(rows.filter((row) => row.figure === figure).map((row) => [row.day, row.value])),
    ]),
  );
  const asOf = rows.find((row) => row.day === today)?.computed_at;
  return {
    today,
    asOf: asOf === undefined ? null : new Date(asOf),
    figures: figures.map((figure) => weekOf(figure, byFigure.get(figure) ?? new Map<string, number>(), today)),
    anomalies: anomaliesOf(byFigure, today),
  };
}

function weekOf(figure: Figure, series: ReadonlyMap<string, number>, today: string): WeekFigure {
  const days = Array.from({ length: 14 }, (_, place) => addDays(today, place - 14)).map((day) => ({
    day,
    value: series.get(day) ?? 0,
  }));
  const sum = (part: { value: number }[]) => part.reduce((total, { value }) => total + value, 0);
  return { figure, week: sum(days.slice(7)), before: sum(days.slice(0, 7)), today: series.get(today) ?? 0, days };
}
