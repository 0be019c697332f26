import { sql } from "drizzle-orm";
import { type Ctx, read } from "@/server/kernel/ctx";
import { addDays, businessDayIn } from "@/server/kernel/time";
import { programInForce } from "@/server/points/queries";
import { rulesAt } from "../queries/in-force";
import { awardOccasion } from "./award-occasion";

const oldestYears = 130;
const perRound = 500;

/** Every date on which somebody was born who has their birthday on `day`: so that the index on birthdays is used. */
export function birthDates(day: string): string[] {
  const year = Number(day.slice(0, 4));
  const monthDay = day.slice(5);
  const isLeap = (y: number) => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const years = Array.from({ length: oldestYears }, (_, back) => year - back);
  const dates = years.filter((y) => monthDay !== "02-29" || isLeap(y)).map((y) => `${y}-${monthDay}`);
  const leapling = monthDay === "02-28" && !isLeap(year) ? years.filter(isLeap).map((y) => `${y}-02-29`) : [];
  return [...dates, ...leapling];
}

/** A birthday that nobody was awake for is made up for: a shop's machine may be off over a weekend. */
const lateDays = 3;

/**
 * Gives today's birthday points, once per member and year, to those who have not had them: found as a set, posted member by member so that no
 * till waits. Safe to run every hour. Returns how many were given.
 */
export async function giveBirthdayPoints(ctx: Ctx): Promise<number> {
  const inForce = await rulesAt(ctx, ctx.now);
  const isGiven = inForce?.rules.some(
    ({ id, gives }) => gives.kind === "occasion" && gives.occasion === "birthday" && !inForce.pausedRuleIds.has(id),
  );
  if (!isGiven) return 0;
  const { timeZone, dayStartMinutes } = await programInForce(ctx);
  const today = businessDayIn(ctx.now, timeZone, dayStartMinutes);
  let given = 0;
  for (let late = lateDays; late >= 0; late--) given += await giveFor(ctx, addDays(today, -late));
  return given;
}

/** Those whose birthday is `day`. Who has had a gift within 300 days gets none, whatever their birthday has become since. */
async function giveFor(ctx: Ctx, day: string): Promise<number> {
  const reason = "birthday";
  let given = 0;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const from = after;
    const { rows } = await read(ctx, (tx) =>
      tx.execute<{ member_id: string }>(sql`
        select m.member_id from members m
        where m.tenant_id = ${ctx.tenant} and m.birthday = any(${sql.param(birthDates(day))}::date[]) and m.withdrawn_at is null
          and m.member_id > ${from} and not exists (
            select from earn_parts p where p.tenant_id = m.tenant_id and p.member_id = m.member_id
              and p.inputs #>> '{gives,occasion}' = ${reason} and p.business_date > ${day}::date - 300)
        order by m.member_id limit ${perRound}`),
    );
    for (const { member_id: memberId } of rows) {
      const award = await awardOccasion(ctx, { memberId, occasion: "birthday", key: day.slice(0, 4) });
      if (award.points > 0 && !award.isRepeat) given++;
    }
    const last = rows.at(-1);
    if (!last || rows.length < perRound) return given;
    after = last.member_id;
  }
}
