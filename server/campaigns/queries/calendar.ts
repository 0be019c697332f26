import { sql } from "drizzle-orm";
import type { z } from "zod";
import { type Ctx, read } from "@/server/kernel/ctx";
import { type TenantRow, tenantOf } from "@/server/kernel/gate";
import { parseInput } from "@/server/kernel/parse";
import { addDays, dayIn, instantOf } from "@/server/kernel/time";
import { quietUntil } from "@/server/kernel/quiet-hours";
import { canReadCampaigns, ensure } from "../access";
import { calendarInput, campaignDraft, type CampaignState, frozenDefinition, type Verdict } from "../input";
import { definitionOf } from "../rules/checklist";
import { firingsOf } from "../rules/firings";
import { type SimulatedFiring, simulateMember } from "../rules/simulate";
import { findPeople, type FoundPeople, type PlannedFiring } from "./calendar-people";
import { sentByDay, type SentOnDay } from "./calendar-sent";

/** What a campaign will send at one hour, reckoned from the facts of now. */
export interface ExpectedSend {
  campaignId: string;
  day: string;
  sendAt: Date;
  /** Would run only if it were launched or resumed. */
  isHypothetical: boolean;
  found: number;
  sent: number;
  /** Why the others get nothing. */
  held: Partial<Record<Verdict, number>>;
}

export interface SendCalendar {
  from: string;
  to: string;
  today: string;
  /** By day and campaign: what left, and what waits with its hour already fixed. */
  past: SentOnDay[];
  expected: ExpectedSend[];
  /** Members who would get two or more on that day. */
  collisions: { day: string; members: number }[];
  campaigns: Record<string, { name: string; state: CampaignState; channel: "mail" }>;
  /** 1 = every member was looked at; otherwise one in so many, and all numbers are projections. */
  sampledOneIn: number;
}

/** Above this many members a share of them stands for all. */
const mostPeople = 20_000;

/**
 * What was sent on the days behind and what will be sent on the days ahead, in the shop's own zone. What is ahead is a
 * simulation with the engine's own rules, and holds as far as nobody joins, buys or changes their mind. Writes nothing.
 * `asIfLive`: drafts that could be launched and what is paused, as if they ran from now on. Throws `forbidden`, `invalid`.
 */
export async function sendCalendar(ctx: Ctx, input: z.input<typeof calendarInput>): Promise<SendCalendar> {
  ensure(canReadCampaigns(ctx.actor));
  const { from, to, asIfLive } = parseInput(calendarInput, input);
  const shop = await tenantOf(ctx);
  const today = dayIn(ctx.now, shop.timeZone);
  const programs = await programsOf(ctx, asIfLive);
  const until = new Date(instantOf(addDays(to, 1), 0, shop.timeZone).getTime() - 1);
  const planned = until > ctx.now ? plannedFirings(ctx, shop, programs, until) : [];
  const oneIn = planned.length > 0 ? await shareOf(ctx) : 1;
  const people = await findPeople(ctx, planned, shop.timeZone, oneIn);
  const simulated = simulate(planned, people, shop, oneIn);
  const isShown = ({ day }: { day: string }) => day >= from && day <= to;
  return {
    from,
    to,
    today,
    past: await sentByDay(ctx, shop.timeZone, from, to),
    expected: simulated.expected.filter(isShown),
    collisions: simulated.collisions.filter(isShown),
    campaigns: Object.fromEntries(
      programs.all.map(({ id, name, state }) => [id, { name, state, channel: "mail" as const }]),
    ),
    sampledOneIn: oneIn,
  };
}

async function shareOf(ctx: Ctx): Promise<number> {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{ n: number }>(
      sql`select count(*) as n from members where tenant_id = ${ctx.tenant} and withdrawn_at is null`,
    ),
  );
  return Math.max(1, Math.ceil((rows[0]?.n ?? 0) / mostPeople));
}

type Program = {
  id: string;
  name: string;
  state: CampaignState;
  isHypothetical: boolean;
  versionId: string;
  versionIds: string[];
  publishedAt: Date;
  ran: Set<string>;
  hasRun: boolean;
  definition: PlannedFiring["definition"] & { priority: number; isCapped: boolean; respectsQuietHours: boolean };
};
type Programs = { all: { id: string; name: string; state: CampaignState }[]; running: Program[] };

/** Every campaign's name, and those that run or would, with the runs they have had lately. */
async function programsOf(ctx: Ctx, asIfLive: boolean): Promise<Programs> {
  const { rows } = await read(ctx, (tx) =>
    tx.execute<{
      id: string;
      name: string;
      state: CampaignState;
      priority: number;
      message_class: "marketing" | "service";
      draft: unknown;
      is_archived: boolean;
      version_id: string | null;
      published_at: string | null;
      definition: unknown;
      version_ids: string[] | null;
      run_keys: string[] | null;
      has_run: boolean;
    }>(sql`
      select p.id, p.name, p.state, p.priority, p.message_class, p.draft, p.archived_at is not null as is_archived, v.id as version_id, v.published_at, v.definition,
        (select array_agg(o.id) from campaign_versions o where o.tenant_id = p.tenant_id and o.campaign_id = p.id) as version_ids,
        (select array_agg(r.run_key) from (select run_key from campaign_runs
          where tenant_id = p.tenant_id and campaign_id = p.id and campaign_version_id = v.id order by due_at desc limit 200) r) as run_keys,
        exists (select from campaign_runs r where r.tenant_id = p.tenant_id and r.campaign_id = p.id) as has_run
      from campaigns p left join campaign_versions v on v.tenant_id = p.tenant_id and v.id = p.current_version_id
      where p.tenant_id = ${ctx.tenant} order by p.priority desc, p.id`),
  );
  const running = rows.flatMap((row): Program[] => {
    const isLive = row.state === "live";
    const isWaiting = asIfLive && !row.is_archived && (row.state === "paused" || row.state === "draft");
    if (!isLive && !isWaiting) return [];
    const frozen = row.state === "draft" ? null : frozenDefinition.safeParse(row.definition).data;
    const drafted = row.state === "draft" ? definitionOf(campaignDraft.parse(row.draft)) : null;
    const definition = frozen ?? (drafted && { ...drafted, messageClass: row.message_class, priority: row.priority });
    if (!definition) return [];
    return [
      {
        id: row.id,
        name: row.name,
        state: row.state,
        isHypothetical: !isLive,
        versionId: row.version_id ?? row.id,
        versionIds: row.version_ids ?? [],
        publishedAt: row.published_at && frozen ? new Date(row.published_at) : ctx.now,
        ran: new Set(row.run_keys ?? []),
        hasRun: row.has_run,
        definition,
      },
    ];
  });
  return { all: rows.map(({ id, name, state }) => ({ id, name, state })), running };
}

type Planned = PlannedFiring & {
  isHypothetical: boolean;
  /** When what it sends would leave: at once, or when the night is over. */
  sendAt: Date;
  priority: number;
  isCapped: boolean;
};

function plannedFirings(ctx: Ctx, shop: TenantRow, { running }: Programs, until: Date): Planned[] {
  const quiet = {
    startMinutes: shop.quietStartMinutes,
    endMinutes: shop.quietEndMinutes,
    timeZone: shop.timeZone,
  };
  return running.flatMap((program) => {
    const { definition, publishedAt, ran } = program;
    const firings = firingsOf(definition.timing, { now: ctx.now, until, publishedAt, timeZone: shop.timeZone, ran });
    return firings.map((firing, place) => {
      const wait = definition.respectsQuietHours ? quietUntil(firing.at, quiet) : null;
      const validUntil = firing.at.getTime() + definition.timing.validHours * 3_600_000;
      return {
        ...firing,
        campaignId: program.id,
        versionId: program.versionId,
        versionIds: program.versionIds,
        definition,
        isFirstRun: !program.hasRun && place === 0,
        isTooLate: wait !== null && wait.getTime() > validUntil,
        isHypothetical: program.isHypothetical,
        priority: definition.priority,
        isCapped: definition.isCapped,
        sendAt: wait ?? firing.at,
      };
    });
  });
}

function simulate(planned: readonly Planned[], people: FoundPeople, shop: TenantRow, oneIn: number) {
  const expected = planned.map(
    (one): ExpectedSend => ({
      campaignId: one.campaignId,
      day: dayIn(one.sendAt, shop.timeZone),
      sendAt: one.sendAt,
      isHypothetical: one.isHypothetical,
      found: 0,
      sent: 0,
      held: {},
    }),
  );
  const count = (firing: number, verdict: Verdict, n: number) => {
    const one = expected[firing];
    if (!one) return;
    one.found += n * oneIn;
    if (verdict === "send") one.sent += n * oneIn;
    else one.held[verdict] = (one.held[verdict] ?? 0) + n * oneIn;
  };
  for (const { firing, verdict, n } of people.dropped) count(firing, verdict, n);
  for (const { firing, n } of people.free) count(firing, "send", n);
  const firings = planned.map(
    (one): SimulatedFiring => ({
      campaignId: one.campaignId,
      messageClass: one.definition.messageClass,
      priority: one.priority,
      isCapped: one.isCapped,
      at: one.at.getTime(),
      sendAt: one.sendAt.getTime(),
      dueAt: one.dueAt.getTime(),
    }),
  );
  const several = new Map<string, number>();
  for (const found of Map.groupBy(people.rest, (row) => row.memberId).values()) {
    const recent = found[0]?.recent ?? [];
    const verdicts = simulateMember({ recent, found }, firings, shop.marketingCapPerWeek);
    const days: string[] = [];
    for (const { firing, verdict } of verdicts) {
      count(firing, verdict, 1);
      if (verdict === "send") days.push(expected[firing]?.day ?? "");
    }
    const fixed = recent.map((at) => dayIn(new Date(at), shop.timeZone));
    for (const day of new Set(days))
      if ([...days, ...fixed].filter((other) => other === day).length > 1)
        several.set(day, (several.get(day) ?? 0) + oneIn);
  }
  return { expected, collisions: [...several].map(([day, members]) => ({ day, members })) };
}
