-- Budgets of earn rules. A budget lies in cells, so that no counter is waited for: a till takes from cells that nobody holds,
-- beginning with its own; only where those are not enough it waits for the rest, in the order of cells (so nobody waits in a circle).
-- Each cell refuses to give more than its quota, hence all of them never give more than the budget.

-- Makes the cells of a period, or splits anew what is left when a later version has another budget.
create or replace function goen.earn_split_budget(p_tenant uuid, p_rule uuid, p_period text, p_version integer, p_budget bigint)
returns void language plpgsql as $$
declare
  v_version integer;
  v_used bigint;
  v_cells constant integer := 16;
begin
  select max(c.version) into v_version from public.earn_budget_cells c
  where c.tenant_id = p_tenant and c.rule_id = p_rule and c.period = p_period;
  if v_version is null then
    insert into public.earn_budget_cells (tenant_id, rule_id, period, cell, version, quota)
    select p_tenant, p_rule, p_period, n, p_version, p_budget / v_cells + (n < p_budget % v_cells)::integer
    from generate_series(0, v_cells - 1) n
    on conflict do nothing;
  elsif v_version < p_version then
    perform from public.earn_budget_cells c
    where c.tenant_id = p_tenant and c.rule_id = p_rule and c.period = p_period order by c.cell for update;
    select sum(c.used) into v_used from public.earn_budget_cells c
    where c.tenant_id = p_tenant and c.rule_id = p_rule and c.period = p_period;
    update public.earn_budget_cells c set version = p_version,
      quota = c.used + greatest(0, p_budget - v_used) / v_cells + (c.cell < greatest(0, p_budget - v_used) % v_cells)::integer
    where c.tenant_id = p_tenant and c.rule_id = p_rule and c.period = p_period and c.version < p_version;
  end if;
end $$;

-- Takes up to `p_wanted` points from a budget and says how many it got. `p_cell` is where to begin.
create or replace function goen.earn_take_budget(p_tenant uuid, p_rule uuid, p_period text, p_version integer, p_budget bigint,
  p_wanted bigint, p_cell integer) returns bigint language plpgsql as $$
declare
  v_left bigint := p_wanted;
  v_part bigint;
  v_cell record;
begin
  perform goen.earn_split_budget(p_tenant, p_rule, p_period, p_version, p_budget);
  begin
    for v_cell in
      select c.cell, c.quota - c.used as room from public.earn_budget_cells c
      where c.tenant_id = p_tenant and c.rule_id = p_rule and c.period = p_period and c.used < c.quota
      order by (c.cell - p_cell % 16 + 16) % 16 limit 4 for update skip locked
    loop
      v_part := least(v_left, v_cell.room);
      update public.earn_budget_cells c set used = c.used + v_part
      where c.tenant_id = p_tenant and c.rule_id = p_rule and c.period = p_period and c.cell = v_cell.cell;
      v_left := v_left - v_part;
      exit when v_left = 0;
    end loop;
    -- Not enough without waiting: let go of what was taken, so that all wait in one order.
    if v_left > 0 then raise exception 'earning: too little' using errcode = 'EB001'; end if;
  exception when sqlstate 'EB001' then
    v_left := p_wanted;
    for v_cell in
      select c.cell, c.quota - c.used as room from public.earn_budget_cells c
      where c.tenant_id = p_tenant and c.rule_id = p_rule and c.period = p_period
      order by c.cell for update
    loop
      v_part := least(v_left, v_cell.room);
      if v_part > 0 then
        update public.earn_budget_cells c set used = c.used + v_part
        where c.tenant_id = p_tenant and c.rule_id = p_rule and c.period = p_period and c.cell = v_cell.cell;
        v_left := v_left - v_part;
      end if;
    end loop;
  end;
  return p_wanted - v_left;
end $$;

-- Puts points of a return back into the budget they came from.
create or replace function goen.earn_return_budget(p_tenant uuid, p_rule uuid, p_period text, p_points bigint) returns void
language plpgsql as $$
declare
  v_left bigint := p_points;
  v_part bigint;
  v_cell record;
begin
  for v_cell in
    select c.cell, c.used from public.earn_budget_cells c
    where c.tenant_id = p_tenant and c.rule_id = p_rule and c.period = p_period and c.used > 0
    order by c.cell for update
  loop
    v_part := least(v_left, v_cell.used);
    update public.earn_budget_cells c set used = c.used - v_part
    where c.tenant_id = p_tenant and c.rule_id = p_rule and c.period = p_period and c.cell = v_cell.cell;
    v_left := v_left - v_part;
    exit when v_left = 0;
  end loop;
end $$;
