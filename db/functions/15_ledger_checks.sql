-- What rows of the ledger may hold, as its CHECK constraints ask. Written in plpgsql on purpose: the compiled function is kept by the
-- connection, while the text of an expression in the constraint itself would be read again by every statement.
create or replace function goen.is_point_journal(p_kind text) returns boolean language plpgsql immutable parallel safe as $$
begin
  return p_kind in ('earn', 'spend', 'activate', 'expire', 'adjust', 'return', 'close', 'hold', 'release', 'transfer', 'merge');
end $$;

-- Accounts of the member tell the balance after; accounts of the house have none.
create or replace function goen.is_point_entry(p_account text, p_amount bigint, p_balance_after bigint) returns boolean
language plpgsql immutable parallel safe as $$
begin
  return p_amount <> 0 and case when p_account in ('available', 'pending', 'debt', 'held') then p_balance_after is not null
    else p_account in ('issued', 'redeemed', 'expired', 'adjusted', 'forfeited', 'transferred') and p_balance_after is null end;
end $$;

create or replace function goen.is_point_lot(p_state text, p_granted bigint, p_remaining bigint, p_origin text) returns boolean
language plpgsql immutable parallel safe as $$
begin
  return p_granted > 0 and p_remaining between 0 and p_granted and p_state in ('pending', 'available', 'expired')
    and p_origin in ('purchase', 'other');
end $$;
