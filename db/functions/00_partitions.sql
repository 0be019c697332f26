-- Functions are re-applied at every migration: CREATE OR REPLACE only.
create schema if not exists goen;

-- Makes sure the month partitions of `events` and `deliveries` exist from `from_month` for `months` months.
-- A default partition catches what lies outside, so that an old import can never fail for want of a partition.
create or replace function goen.ensure_partitions(from_day date, months integer) returns integer
language plpgsql as $$
declare
  parent text;
  month_start date;
  part text;
  made integer := 0;
begin
  foreach parent in array array['events', 'deliveries'] loop
    if to_regclass(format('public.%I', parent || '_default')) is null then
      execute format('create table public.%I partition of public.%I default', parent || '_default', parent);
      made := made + 1;
    end if;
    for i in 0 .. months - 1 loop
      month_start := (date_trunc('month', from_day) + make_interval(months => i))::date;
      part := parent || '_' || to_char(month_start, 'YYYYMM');
      if to_regclass('public.' || part) is null then
        -- Months are cut in UTC: a partition is storage, not a business period.
        execute format('create table public.%I partition of public.%I for values from (%L) to (%L)', part, parent,
          month_start::text || ' 00:00:00+00', (month_start + interval '1 month')::date::text || ' 00:00:00+00');
        made := made + 1;
      end if;
    end loop;
  end loop;
  return made;
end $$;
