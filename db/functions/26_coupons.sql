-- Unique coupon codes: eleven characters drawn from a strong source (104 of the random bits of gen_random_uuid) and a check character.
-- The alphabet and the check are those of server/coupons/rules/code.ts; a test compares both.

-- The code of two numbers, of 48 and 56 random bits. Plain arithmetic, so that the planner writes it into the statement that asks: a
-- million codes are one expression a million times, and no call.
create or replace function goen.coupon_code_from(high bigint, low bigint) returns text language sql immutable parallel safe as $$
  select substr('23456789ACDEFGHJKLMNPQRTUVWXY', (high % 29)::integer + 1, 1)
    || substr('23456789ACDEFGHJKLMNPQRTUVWXY', (high / 29 % 29)::integer + 1, 1)
    || substr('23456789ACDEFGHJKLMNPQRTUVWXY', (high / 841 % 29)::integer + 1, 1)
    || substr('23456789ACDEFGHJKLMNPQRTUVWXY', (high / 24389 % 29)::integer + 1, 1)
    || substr('23456789ACDEFGHJKLMNPQRTUVWXY', (high / 707281 % 29)::integer + 1, 1)
    || substr('23456789ACDEFGHJKLMNPQRTUVWXY', (high / 20511149 % 29)::integer + 1, 1)
    || substr('23456789ACDEFGHJKLMNPQRTUVWXY', (low % 29)::integer + 1, 1)
    || substr('23456789ACDEFGHJKLMNPQRTUVWXY', (low / 29 % 29)::integer + 1, 1)
    || substr('23456789ACDEFGHJKLMNPQRTUVWXY', (low / 841 % 29)::integer + 1, 1)
    || substr('23456789ACDEFGHJKLMNPQRTUVWXY', (low / 24389 % 29)::integer + 1, 1)
    || substr('23456789ACDEFGHJKLMNPQRTUVWXY', (low / 707281 % 29)::integer + 1, 1)
    || substr('23456789ACDEFGHJKLMNPQRTUVWXY', ((high % 29 + 2 * (high / 29 % 29) + 3 * (high / 841 % 29)
      + 4 * (high / 24389 % 29) + 5 * (high / 707281 % 29) + 6 * (high / 20511149 % 29) + 7 * (low % 29) + 8 * (low / 29 % 29)
      + 9 * (low / 841 % 29) + 10 * (low / 24389 % 29) + 11 * (low / 707281 % 29)) % 29)::integer + 1, 1)
$$;

-- One code. Bytes 6 to 8 of a uuid carry its version and variant and are left out.
create or replace function goen.new_coupon_code() returns text language plpgsql volatile as $$
declare
  drawn constant text := replace(gen_random_uuid()::text, '-', '');
begin
  return goen.coupon_code_from(('x' || substr(drawn, 1, 12))::bit(48)::bigint, ('x' || substr(drawn, 19, 14))::bit(56)::bigint);
end $$;

-- Many codes, in their order: what is written in order is written faster.
create or replace function goen.new_coupon_codes(wanted integer) returns setof text language sql volatile as $$
  select goen.coupon_code_from(high, low) from (
    select ('x' || substr(drawn, 1, 12))::bit(48)::bigint as high, ('x' || substr(drawn, 19, 14))::bit(56)::bigint as low from (
      select replace(gen_random_uuid()::text, '-', '') as drawn from generate_series(1, wanted) offset 0) bits offset 0) numbers
  order by 1
$$;
