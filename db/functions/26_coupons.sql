-- A unique coupon code: eleven characters drawn from a strong source (gen_random_uuid, 104 of its random bits) and a check character.
-- The alphabet and the check are those of server/coupons/rules/code.ts; a test compares both.
create or replace function goen.new_coupon_code() returns text language plpgsql volatile as $$
declare
  alphabet constant text := '23456789ACDEFGHJKLMNPQRTUVWXY';
  b constant bytea := uuid_send(gen_random_uuid());
  -- Bytes 6 and 8 carry the version and the variant and are left out.
  high bigint := 0;
  low bigint := 0;
  digit integer;
  total integer := 0;
  code text := '';
begin
  for i in 0..5 loop high := (high << 8) | get_byte(b, i); end loop;
  for i in 9..15 loop low := (low << 8) | get_byte(b, i); end loop;
  for i in 1..11 loop
    if i <= 6 then
      digit := high % 29;
      high := high / 29;
    else
      digit := low % 29;
      low := low / 29;
    end if;
    code := code || substr(alphabet, digit + 1, 1);
    total := total + i * digit;
  end loop;
  return code || substr(alphabet, total % 29 + 1, 1);
end $$;
