-- How a rank follows from what counts towards it. Facts are added up by business day over the program's window; wherever the sum
-- reached a level, that level is kept to the end of the hold. So the rank on a day is a function of the facts, of the day and of the
-- program, and of nothing else: sale, import, return, nightly judgement, what-if and proof ask the same function.
-- Nothing here reads a clock. Words and rules: server/ranks/README.md.

-- First day of the period that holds the day. `p_months` divides 12; periods begin in the month `p_start`, and every so many months.
create or replace function goen.rank_period_start(p_on date, p_months integer, p_start integer) returns date
language sql immutable as $$
  select (date_trunc('month', p_on::timestamp)
    - make_interval(months => (extract(month from p_on)::integer - p_start + 12) % p_months))::date
$$;

-- First day on which what was bought on `p_on` counts no longer.
create or replace function goen.rank_leaves_on(p_on date, p public.rank_programs) returns date language sql immutable as $$
  select case p.window_kind
    when 'rolling' then (p_on + make_interval(months => p.window_months))::date
    when 'period' then (goen.rank_period_start(p_on, p.period_months, p.start_month) + make_interval(months => p.period_months))::date
    else 'infinity'::date end
$$;

-- Last day on which a level reached on `p_on` is kept.
create or replace function goen.rank_held_until(p_on date, p public.rank_programs) returns date language sql immutable as $$
  select case when p.hold_months is null then 'infinity'::date
    else (goen.rank_period_start(p_on, p.period_months, p.start_month) + make_interval(months => p.hold_months))::date - 1 end
$$;

-- The program that counts on a day; a row of nulls where none has begun.
create or replace function goen.rank_program_on(p_tenant uuid, p_on date) returns public.rank_programs language sql stable as $$
  select p.* from public.rank_programs p
  where p.tenant_id = p_tenant and p.state = 'published' and p.starts_on <= p_on
  order by p.starts_on desc, p.version desc limit 1
$$;

-- In plpgsql, so that program and members are parameters: put into the caller's statement they would be worked out row by row. The
-- days are worked out in the statement as well, by the same arithmetic as the two functions above (`judging.db.test.ts` holds both
-- against a walk over days): a call per fact is most of the time that a proof over a million members takes.

-- The level each of the members has by what counts on `p_on`, until when it is kept, and what is added up at that day.
create or replace function goen.rank_judge(p_tenant uuid, p_members uuid[], p_on date, p public.rank_programs)
returns table (member_id uuid, level integer, keeps_until date, measure bigint) language plpgsql stable as $$
#variable_conflict use_column
declare
  v_basis text := p.basis;
  v_kind text := p.window_kind;
  v_window interval := make_interval(months => p.window_months);
  v_period interval := make_interval(months => p.period_months);
  v_months integer := p.period_months;
  v_start integer := p.start_month;
  v_hold interval := make_interval(months => p.hold_months);
  v_thresholds bigint[] := p.thresholds;
  -- Older facts neither count nor are kept by anything.
  v_since date := case when p.window_kind = 'lifetime' then '-infinity'::date
    else (p_on - make_interval(months => coalesce(p.window_months, p.period_months) + p.hold_months + p.period_months))::date end;
begin
  return query
  with facts as (
    select f.member_id, f.counted_on,
      case v_kind when 'rolling' then (f.counted_on + v_window)::date
        when 'period' then (date_trunc('month', f.counted_on::timestamp)
          - make_interval(months => (extract(month from f.counted_on)::integer - v_start + 12) % v_months) + v_period)::date
        else 'infinity'::date end as leaves_on,
      sum(case v_basis when 'amount' then f.amount_yen when 'purchases' then f.purchases::bigint else f.points end)::bigint as counts
    from public.rank_facts f
    where f.tenant_id = p_tenant and f.member_id = any (p_members) and f.counted_on <= p_on and f.counted_on > v_since
    group by f.member_id, f.counted_on
  ), steps as (
    select f.member_id, f.counted_on as day, f.counts from facts f
    union all
    select f.member_id, f.leaves_on, -f.counts from facts f where f.leaves_on <= p_on
    union all
    -- Everybody who was asked for is in the answer. No join here anywhere: of a set from a function nobody knows how large it is.
    select m.id, p_on, 0 from unnest(p_members) m(id)
  ), sums as (
    select s.member_id, s.day, (sum(sum(s.counts)) over days)::bigint as measure, lead(s.day) over days as next_day
    from steps s group by s.member_id, s.day
    window days as (partition by s.member_id order by s.day)
  ), stretches as (
    select s.member_id, s.measure, s.next_day is null as is_now, greatest(width_bucket(s.measure, v_thresholds), 1) - 1 as level,
      case when v_hold is null then 'infinity'::date
        else (date_trunc('month', coalesce(s.next_day - 1, p_on)::timestamp)
          - make_interval(months => (extract(month from coalesce(s.next_day - 1, p_on))::integer - v_start + 12) % v_months) + v_hold)::date - 1
        end as held_until
    from sums s
  ), tops as (
    select s.*, max(s.level) filter (where s.held_until >= p_on) over (partition by s.member_id) as top from stretches s
  )
  select t.member_id, t.top, case when t.top > 0 then nullif(max(t.held_until) filter (where t.level >= t.top), 'infinity'::date) end,
    max(t.measure) filter (where t.is_now)
  from tops t group by t.member_id, t.top;
end $$;

-- The rank each of the members should have on `p_on`: by what counts, and not below what was given by hand or promised before.
create or replace function goen.rank_target(p_tenant uuid, p_members uuid[], p_on date, p public.rank_programs)
returns table (member_id uuid, level integer, keeps_until date, measure bigint) language plpgsql stable as $$
#variable_conflict use_column
begin
  return query
  select j.member_id, greatest(j.level, coalesce(f.level, 0)),
    case
      when greatest(j.level, coalesce(f.level, 0)) = 0 or (j.level >= coalesce(f.level, 0) and j.keeps_until is null) then null
      when j.level > coalesce(f.level, 0) then j.keeps_until
      when j.level = f.level then greatest(j.keeps_until, f.until_on)
      else f.until_on end,
    j.measure
  from goen.rank_judge(p_tenant, p_members, p_on, p) j
  left join lateral (
    select array_position(p.rank_ids, f.rank_id) - 1 as level, max(f.until_on) as until_on
    from public.rank_floors f
    where f.tenant_id = p_tenant and f.member_id = j.member_id and f.ended_at is null and f.until_on >= p_on
      and f.rank_id = any (p.rank_ids)
    group by f.rank_id order by 1 desc limit 1
  ) f on true;
end $$;

-- Brings the members' ranks to what they should be on `p_on` and tells whose rank changed. The standing is locked first, in the order
-- of ids; what others wrote before is then seen by the judgement.
create or replace function goen.rank_settle(p_tenant uuid, p_members uuid[], p_on date, p_now timestamptz, p_why text,
  p_cause uuid default null)
returns table (member_id uuid, from_rank_id uuid, rank_id uuid, from_level integer, level integer, keeps_until date)
language plpgsql as $$
#variable_conflict use_column
declare
  p public.rank_programs;
begin
  p := goen.rank_program_on(p_tenant, p_on);
  if p.id is null then return; end if;

  insert into public.rank_standings (tenant_id, member_id, rank_id, level, program_id, since, keeps_until, joined_at)
  select p_tenant, m.member_id, p.rank_ids[1], 0, p.id, p_now, null, m.joined_at
  from public.members m where m.tenant_id = p_tenant and m.member_id = any (p_members) and m.withdrawn_at is null
  order by m.member_id on conflict do nothing;
  perform from public.rank_standings s where s.tenant_id = p_tenant and s.member_id = any (p_members) order by s.member_id for update;

  -- The first judgement under a version that keeps what the one before had promised.
  if p.carries then
    insert into public.rank_floors (tenant_id, member_id, id, rank_id, kind, until_on, set_at)
    select p_tenant, s.member_id, p.id, s.rank_id, 'carried', coalesce(s.keeps_until, (p_on + interval '1 year')::date), p_now
    from public.rank_standings s
    where s.tenant_id = p_tenant and s.member_id = any (p_members) and s.program_id <> p.id and s.level > 0
      and s.rank_id = any (p.rank_ids) and coalesce(s.keeps_until, 'infinity'::date) >= p_on
    on conflict do nothing;
  end if;

  return query
  with targets as (
    select t.member_id, t.level, t.keeps_until, t.measure from goen.rank_target(p_tenant, p_members, p_on, p) t
  ), changes as (
    select s.member_id, s.rank_id as from_rank_id, s.level as from_level, s.seq, p.rank_ids[t.level + 1] as rank_id, t.level,
      t.keeps_until, t.measure, s.rank_id <> p.rank_ids[t.level + 1] as is_other
    from public.rank_standings s join targets t on t.member_id = s.member_id
    where s.tenant_id = p_tenant and s.member_id = any (p_members)
      and (s.rank_id <> p.rank_ids[t.level + 1] or s.level <> t.level or s.program_id <> p.id
        or s.keeps_until is distinct from t.keeps_until)
      -- A return may leave the rank alone until it is judged again anyway.
      and not (p.returns = 'at_judgement' and p_why not in ('manual', 'manual_ended') and s.program_id = p.id and t.level < s.level
        and coalesce(s.keeps_until, 'infinity'::date) >= p_on)
  ), stood as (
    update public.rank_standings s
    set rank_id = c.rank_id, level = c.level, program_id = p.id, keeps_until = c.keeps_until,
      since = case when c.is_other then p_now else s.since end, seq = s.seq + c.is_other::integer
    from changes c where s.tenant_id = p_tenant and s.member_id = c.member_id
  ), written as (
    insert into public.member_ranks (tenant_id, member_id, seq, rank_id, level, from_rank_id, from_level, program_id, since, keeps_until,
      why, cause_id, measure)
    select p_tenant, c.member_id, c.seq + 1, c.rank_id, c.level, c.from_rank_id, c.from_level, p.id, p_now, c.keeps_until, p_why, p_cause,
      c.measure
    from changes c where c.is_other
  )
  select c.member_id, c.from_rank_id, c.rank_id, c.from_level, c.level, c.keeps_until from changes c where c.is_other;
end $$;

-- Writes one fact of one member and judges the member again; a fact that is there already changes nothing.
create or replace function goen.count_towards_rank(p_tenant uuid, p_member uuid, p_fact uuid, p_kind text, p_amount_yen bigint,
  p_purchases integer, p_points bigint, p_counted_on date, p_occurred_at timestamptz, p_on date, p_now timestamptz, p_why text)
returns table (member_id uuid, from_rank_id uuid, rank_id uuid, from_level integer, level integer, keeps_until date)
language plpgsql as $$
begin
  insert into public.rank_facts (tenant_id, member_id, fact_id, counted_on, kind, amount_yen, purchases, points, occurred_at, recorded_at)
  values (p_tenant, p_member, p_fact, p_counted_on, p_kind, p_amount_yen, p_purchases, p_points, p_occurred_at, p_now)
  on conflict do nothing;
  if not found then return; end if;
  return query select * from goen.rank_settle(p_tenant, array[p_member], p_on, p_now, p_why, p_fact);
end $$;
