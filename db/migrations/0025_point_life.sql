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
ALTER TABLE "point_entries" DROP CONSTRAINT "point_entries_account";--> statement-breakpoint
ALTER TABLE "point_entries" DROP CONSTRAINT "point_entries_balance";--> statement-breakpoint
ALTER TABLE "point_journals" DROP CONSTRAINT "point_journals_kind";--> statement-breakpoint
ALTER TABLE "point_programs" DROP CONSTRAINT "point_programs_days";--> statement-breakpoint
ALTER TABLE "wallets" DROP CONSTRAINT "wallets_buckets";--> statement-breakpoint
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
ALTER TABLE "point_family_members" ADD CONSTRAINT "point_family_members_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_hold_lots" ADD CONSTRAINT "point_hold_lots_tenant_id_member_id_hold_id_point_holds_tenant_id_member_id_id_fk" FOREIGN KEY ("tenant_id","member_id","hold_id") REFERENCES "public"."point_holds"("tenant_id","member_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_hold_lots" ADD CONSTRAINT "point_hold_lots_tenant_id_member_id_lot_id_point_lots_tenant_id_member_id_id_fk" FOREIGN KEY ("tenant_id","member_id","lot_id") REFERENCES "public"."point_lots"("tenant_id","member_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_holds" ADD CONSTRAINT "point_holds_tenant_id_member_id_wallets_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."wallets"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_lot_terms" ADD CONSTRAINT "point_lot_terms_tenant_id_member_id_lot_id_point_lots_tenant_id_member_id_id_fk" FOREIGN KEY ("tenant_id","member_id","lot_id") REFERENCES "public"."point_lots"("tenant_id","member_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_merges" ADD CONSTRAINT "point_merges_tenant_id_member_id_wallets_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."wallets"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "point_family_invites_family" ON "point_family_invites" USING btree ("tenant_id","family_id");--> statement-breakpoint
CREATE UNIQUE INDEX "point_family_members_one" ON "point_family_members" USING btree ("tenant_id","member_id") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "point_family_members_family" ON "point_family_members" USING btree ("tenant_id","family_id") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "point_holds_open" ON "point_holds" USING btree ("tenant_id","member_id","held_until") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "point_holds_ended_by" ON "point_holds" USING btree ("tenant_id","member_id","ended_by") WHERE state = 'posted';--> statement-breakpoint
CREATE INDEX "point_lot_terms_by_lot" ON "point_lot_terms" USING btree ("tenant_id","member_id","lot_id");--> statement-breakpoint
ALTER TABLE "point_entries" ADD CONSTRAINT "point_entries_account" CHECK (account in ('available', 'pending', 'debt', 'held', 'issued', 'redeemed', 'expired', 'adjusted', 'forfeited', 'transferred'));--> statement-breakpoint
ALTER TABLE "point_entries" ADD CONSTRAINT "point_entries_balance" CHECK ((account in ('available', 'pending', 'debt', 'held')) = (balance_after is not null));--> statement-breakpoint
ALTER TABLE "point_journals" ADD CONSTRAINT "point_journals_kind" CHECK (kind in ('earn', 'spend', 'activate', 'expire', 'adjust', 'return', 'close', 'hold', 'release', 'transfer', 'merge'));--> statement-breakpoint
ALTER TABLE "point_programs" ADD CONSTRAINT "point_programs_expiry" CHECK (case expiry_kind when 'fixed' then fixed_month between 1 and 12 and fixed_day between 1 and 31
        else expiry_kind in ('rolling', 'sliding') and expiry_months > 0 end);--> statement-breakpoint
ALTER TABLE "point_programs" ADD CONSTRAINT "point_programs_pending" CHECK (pending_until in ('days', 'shipped') and pending_latest_days >= 0);--> statement-breakpoint
ALTER TABLE "point_programs" ADD CONSTRAINT "point_programs_limits" CHECK (hold_minutes > 0 and transfer_per_call >= 0 and transfer_per_month >= 0 and family_size >= 0 and family_per_month >= 0);--> statement-breakpoint
ALTER TABLE "point_programs" ADD CONSTRAINT "point_programs_days" CHECK (pending_days >= 0 and expiry_months >= 0 and return_grace_days >= 0);--> statement-breakpoint
ALTER TABLE "wallets" ADD CONSTRAINT "wallets_buckets" CHECK (available >= 0 and pending >= 0 and debt >= 0 and held >= 0);