-- Their bodies are those of db/functions/15_ledger_checks.sql, put in place at the end of every migration. Rows that are there already
-- have passed the constraints that these take the place of.
CREATE OR REPLACE FUNCTION goen.is_point_journal(p_kind text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$ begin return true; end $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION goen.is_point_entry(p_account text, p_amount bigint, p_balance_after bigint) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$ begin return true; end $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION goen.is_point_lot(p_state text, p_granted bigint, p_remaining bigint, p_origin text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$ begin return true; end $$;--> statement-breakpoint
ALTER TABLE "point_entries" DROP CONSTRAINT "point_entries_account";--> statement-breakpoint
ALTER TABLE "point_entries" DROP CONSTRAINT "point_entries_amount";--> statement-breakpoint
ALTER TABLE "point_entries" DROP CONSTRAINT "point_entries_balance";--> statement-breakpoint
ALTER TABLE "point_journals" DROP CONSTRAINT "point_journals_kind";--> statement-breakpoint
ALTER TABLE "point_lots" DROP CONSTRAINT "point_lots_remaining";--> statement-breakpoint
ALTER TABLE "point_lots" DROP CONSTRAINT "point_lots_state";--> statement-breakpoint
ALTER TABLE "point_lots" DROP CONSTRAINT "point_lots_origin";--> statement-breakpoint
ALTER TABLE "point_entries" ADD CONSTRAINT "point_entries_row" CHECK (goen.is_point_entry(account, amount, balance_after));--> statement-breakpoint
ALTER TABLE "point_journals" ADD CONSTRAINT "point_journals_row" CHECK (goen.is_point_journal(kind));--> statement-breakpoint
ALTER TABLE "point_lots" ADD CONSTRAINT "point_lots_row" CHECK (goen.is_point_lot(state, granted, remaining, origin));