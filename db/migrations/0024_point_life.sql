CREATE TABLE "earn_budget_cells" (
	"tenant_id" uuid NOT NULL,
	"rule_id" uuid NOT NULL,
	"period" text NOT NULL,
	"cell" integer NOT NULL,
	"version" integer NOT NULL,
	"quota" bigint NOT NULL,
	"used" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "earn_budget_cells_tenant_id_rule_id_period_cell_pk" PRIMARY KEY("tenant_id","rule_id","period","cell"),
	CONSTRAINT "earn_budget_cells_used" CHECK (used between 0 and quota)
);
--> statement-breakpoint
CREATE TABLE "earn_drafts" (
	"tenant_id" uuid NOT NULL,
	"rules" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" uuid,
	CONSTRAINT "earn_drafts_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE TABLE "earn_parts" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"cause_kind" text NOT NULL,
	"cause_id" uuid NOT NULL,
	"part_no" integer NOT NULL,
	"kind" text NOT NULL,
	"rule_id" uuid,
	"version" integer,
	"label" text NOT NULL,
	"points" bigint NOT NULL,
	"per_line" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"taken_back" bigint DEFAULT 0 NOT NULL,
	"inputs" jsonb NOT NULL,
	"budget_period" text,
	"available_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"business_date" date NOT NULL,
	CONSTRAINT "earn_parts_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "earn_parts_of_cause" UNIQUE("tenant_id","member_id","cause_id","part_no"),
	CONSTRAINT "earn_parts_cause" CHECK (cause_kind in ('sale', 'occasion')),
	CONSTRAINT "earn_parts_kind" CHECK (kind in ('base', 'rate', 'multiply', 'bonus', 'coupon', 'occasion')),
	CONSTRAINT "earn_parts_points" CHECK (points >= 0 and taken_back between 0 and points)
);
--> statement-breakpoint
CREATE TABLE "earn_promises" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"occasion" text NOT NULL,
	"key" text NOT NULL,
	"waits_for_member_id" uuid NOT NULL,
	"store_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"points" bigint NOT NULL,
	"label" text NOT NULL,
	"kept_at" timestamp (3) with time zone,
	"lapsed_at" timestamp (3) with time zone,
	CONSTRAINT "earn_promises_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "earn_promises_key" UNIQUE("tenant_id","member_id","occasion","key")
);
--> statement-breakpoint
CREATE TABLE "earn_rule_pauses" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rule_id" uuid NOT NULL,
	"paused_at" timestamp (3) with time zone NOT NULL,
	"paused_by" uuid,
	"resumed_at" timestamp (3) with time zone,
	"resumed_by" uuid,
	CONSTRAINT "earn_rule_pauses_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "earn_rule_sets" (
	"tenant_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"rules" jsonb NOT NULL,
	"note" text,
	"published_at" timestamp (3) with time zone NOT NULL,
	"published_by" uuid,
	"cancelled_at" timestamp (3) with time zone,
	"cancelled_by" uuid,
	CONSTRAINT "earn_rule_sets_tenant_id_version_pk" PRIMARY KEY("tenant_id","version"),
	CONSTRAINT "earn_rule_sets_cancelled" CHECK (cancelled_at is null or cancelled_at < valid_from)
);
--> statement-breakpoint
CREATE TABLE "point_families" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"formed_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "point_families_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "point_family_invites" (
	"tenant_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"family_id" uuid NOT NULL,
	"invited_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"used_by" uuid,
	CONSTRAINT "point_family_invites_tenant_id_code_hash_pk" PRIMARY KEY("tenant_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "point_family_members" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"family_id" uuid NOT NULL,
	"role" text NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	"left_at" timestamp (3) with time zone,
	CONSTRAINT "point_family_members_tenant_id_member_id_family_id_joined_at_pk" PRIMARY KEY("tenant_id","member_id","family_id","joined_at"),
	CONSTRAINT "point_family_members_role" CHECK (role in ('head', 'member'))
);
--> statement-breakpoint
CREATE TABLE "point_hold_lots" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"hold_id" uuid NOT NULL,
	"lot_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "point_hold_lots_tenant_id_member_id_hold_id_lot_id_pk" PRIMARY KEY("tenant_id","member_id","hold_id","lot_id"),
	CONSTRAINT "point_hold_lots_amount" CHECK (amount > 0)
);
--> statement-breakpoint
CREATE TABLE "point_holds" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"points" bigint NOT NULL,
	"posted_points" bigint DEFAULT 0 NOT NULL,
	"store_id" uuid,
	"held_at" timestamp (3) with time zone NOT NULL,
	"held_until" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" uuid,
	CONSTRAINT "point_holds_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "point_holds_state" CHECK (state in ('open', 'posted', 'voided', 'lapsed', 'moved')),
	CONSTRAINT "point_holds_points" CHECK (points > 0 and posted_points between 0 and points),
	CONSTRAINT "point_holds_ended" CHECK ((state = 'open') = (ended_at is null))
);
--> statement-breakpoint
CREATE TABLE "point_lot_terms" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"lot_id" uuid NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"wallet_version" bigint NOT NULL,
	"from_available_at" timestamp (3) with time zone NOT NULL,
	"to_available_at" timestamp (3) with time zone NOT NULL,
	"from_expires_at" timestamp (3) with time zone NOT NULL,
	"to_expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "point_lot_terms_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id")
);
--> statement-breakpoint
CREATE TABLE "point_merges" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"merge_id" uuid NOT NULL,
	"from_member_id" uuid NOT NULL,
	"is_direct" boolean NOT NULL,
	"journal_id" uuid,
	"debt" bigint DEFAULT 0 NOT NULL,
	"merged_at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "point_merges_tenant_id_member_id_merge_id_from_member_id_pk" PRIMARY KEY("tenant_id","member_id","merge_id","from_member_id")
);
--> statement-breakpoint
CREATE TABLE "replay_members" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"sales" integer NOT NULL,
	"recorded" bigint NOT NULL,
	"points_now" bigint NOT NULL,
	"points_new" bigint NOT NULL,
	"difference" bigint NOT NULL,
	CONSTRAINT "replay_members_tenant_id_member_id_run_id_pk" PRIMARY KEY("tenant_id","member_id","run_id")
);
--> statement-breakpoint
CREATE TABLE "replay_runs" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"from_day" date NOT NULL,
	"until_day" date NOT NULL,
	"new_rules" jsonb NOT NULL,
	"now_rules" jsonb NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"done_member_id" uuid,
	"sales_total" integer DEFAULT 0 NOT NULL,
	"sales_done" integer DEFAULT 0 NOT NULL,
	"lines_done" integer DEFAULT 0 NOT NULL,
	"result" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "replay_runs_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "replay_runs_state" CHECK (state in ('queued', 'running', 'stopped', 'done'))
);
--> statement-breakpoint
CREATE TABLE "replay_sums" (
	"tenant_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"yen" bigint NOT NULL,
	"points_now" bigint NOT NULL,
	"points_new" bigint NOT NULL,
	CONSTRAINT "replay_sums_tenant_id_run_id_kind_key_pk" PRIMARY KEY("tenant_id","run_id","kind","key")
);
--> statement-breakpoint
ALTER TABLE "point_entries" DROP CONSTRAINT "point_entries_account";--> statement-breakpoint
ALTER TABLE "point_entries" DROP CONSTRAINT "point_entries_balance";--> statement-breakpoint
ALTER TABLE "point_journals" DROP CONSTRAINT "point_journals_kind";--> statement-breakpoint
ALTER TABLE "point_programs" DROP CONSTRAINT "point_programs_days";--> statement-breakpoint
ALTER TABLE "wallets" DROP CONSTRAINT "wallets_buckets";--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "tax_percent" integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "point_lots" ADD COLUMN "slides" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "point_lots" ADD COLUMN "earned_by" uuid;--> statement-breakpoint
ALTER TABLE "point_lots" ADD COLUMN "source_member_id" uuid;--> statement-breakpoint
ALTER TABLE "point_lots" ADD COLUMN "source_lot_id" uuid;--> statement-breakpoint
ALTER TABLE "point_programs" ADD COLUMN "expiry_kind" text DEFAULT 'rolling' NOT NULL;--> statement-breakpoint
ALTER TABLE "point_programs" ADD COLUMN "fixed_month" integer;--> statement-breakpoint
ALTER TABLE "point_programs" ADD COLUMN "fixed_day" integer;--> statement-breakpoint
ALTER TABLE "point_programs" ADD COLUMN "pending_until" text DEFAULT 'days' NOT NULL;--> statement-breakpoint
ALTER TABLE "point_programs" ADD COLUMN "pending_latest_days" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "point_programs" ADD COLUMN "hold_minutes" integer DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE "point_programs" ADD COLUMN "transfer_per_call" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "point_programs" ADD COLUMN "transfer_per_month" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "point_programs" ADD COLUMN "family_size" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "point_programs" ADD COLUMN "family_per_month" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "wallets" ADD COLUMN "held" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_lines" ADD COLUMN "discount_yen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "discount_yen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "channel" text;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "payment" text;--> statement-breakpoint
ALTER TABLE "earn_parts" ADD CONSTRAINT "earn_parts_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "earn_promises" ADD CONSTRAINT "earn_promises_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_family_members" ADD CONSTRAINT "point_family_members_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_hold_lots" ADD CONSTRAINT "point_hold_lots_tenant_id_member_id_hold_id_point_holds_tenant_id_member_id_id_fk" FOREIGN KEY ("tenant_id","member_id","hold_id") REFERENCES "public"."point_holds"("tenant_id","member_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_hold_lots" ADD CONSTRAINT "point_hold_lots_tenant_id_member_id_lot_id_point_lots_tenant_id_member_id_id_fk" FOREIGN KEY ("tenant_id","member_id","lot_id") REFERENCES "public"."point_lots"("tenant_id","member_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_holds" ADD CONSTRAINT "point_holds_tenant_id_member_id_wallets_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."wallets"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_lot_terms" ADD CONSTRAINT "point_lot_terms_tenant_id_member_id_lot_id_point_lots_tenant_id_member_id_id_fk" FOREIGN KEY ("tenant_id","member_id","lot_id") REFERENCES "public"."point_lots"("tenant_id","member_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_merges" ADD CONSTRAINT "point_merges_tenant_id_member_id_wallets_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."wallets"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replay_members" ADD CONSTRAINT "replay_members_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "earn_parts_by_rule" ON "earn_parts" USING btree ("tenant_id","rule_id","member_id","business_date") WHERE rule_id is not null;--> statement-breakpoint
CREATE INDEX "earn_promises_waiting" ON "earn_promises" USING btree ("tenant_id","waits_for_member_id") WHERE kept_at is null and lapsed_at is null;--> statement-breakpoint
CREATE INDEX "earn_rule_pauses_by_rule" ON "earn_rule_pauses" USING btree ("tenant_id","rule_id","paused_at");--> statement-breakpoint
CREATE INDEX "point_family_invites_family" ON "point_family_invites" USING btree ("tenant_id","family_id");--> statement-breakpoint
CREATE UNIQUE INDEX "point_family_members_one" ON "point_family_members" USING btree ("tenant_id","member_id") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "point_family_members_family" ON "point_family_members" USING btree ("tenant_id","family_id") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "point_holds_open" ON "point_holds" USING btree ("tenant_id","member_id","held_until") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "point_holds_ended_by" ON "point_holds" USING btree ("tenant_id","member_id","ended_by") WHERE state = 'posted';--> statement-breakpoint
CREATE INDEX "point_lot_terms_by_lot" ON "point_lot_terms" USING btree ("tenant_id","member_id","lot_id");--> statement-breakpoint
CREATE INDEX "replay_members_by_difference" ON "replay_members" USING btree ("tenant_id","run_id","difference","member_id");--> statement-breakpoint
CREATE INDEX "replay_runs_newest" ON "replay_runs" USING btree ("tenant_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_tax" CHECK (tax_percent between 0 and 30);--> statement-breakpoint
ALTER TABLE "point_entries" ADD CONSTRAINT "point_entries_account" CHECK (account in ('available', 'pending', 'debt', 'held', 'issued', 'redeemed', 'expired', 'adjusted', 'forfeited', 'transferred'));--> statement-breakpoint
ALTER TABLE "point_entries" ADD CONSTRAINT "point_entries_balance" CHECK ((account in ('available', 'pending', 'debt', 'held')) = (balance_after is not null));--> statement-breakpoint
ALTER TABLE "point_journals" ADD CONSTRAINT "point_journals_kind" CHECK (kind in ('earn', 'spend', 'activate', 'expire', 'adjust', 'return', 'close', 'hold', 'release', 'transfer', 'merge'));--> statement-breakpoint
ALTER TABLE "point_programs" ADD CONSTRAINT "point_programs_expiry" CHECK (case expiry_kind when 'fixed' then fixed_month between 1 and 12 and fixed_day between 1 and 31
        else expiry_kind in ('rolling', 'sliding') and expiry_months > 0 end);--> statement-breakpoint
ALTER TABLE "point_programs" ADD CONSTRAINT "point_programs_pending" CHECK (pending_until in ('days', 'shipped') and pending_latest_days >= 0);--> statement-breakpoint
ALTER TABLE "point_programs" ADD CONSTRAINT "point_programs_limits" CHECK (hold_minutes > 0 and transfer_per_call >= 0 and transfer_per_month >= 0 and family_size >= 0 and family_per_month >= 0);--> statement-breakpoint
ALTER TABLE "point_programs" ADD CONSTRAINT "point_programs_days" CHECK (pending_days >= 0 and expiry_months >= 0 and return_grace_days >= 0);--> statement-breakpoint
ALTER TABLE "wallets" ADD CONSTRAINT "wallets_buckets" CHECK (available >= 0 and pending >= 0 and debt >= 0 and held >= 0);