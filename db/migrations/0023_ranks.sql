CREATE TABLE "member_ranks" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rank_id" uuid NOT NULL,
	"level" integer NOT NULL,
	"from_rank_id" uuid,
	"program_id" uuid NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"why" text NOT NULL,
	"cause_id" uuid,
	"measure" bigint NOT NULL,
	CONSTRAINT "member_ranks_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "member_ranks_why" CHECK (why in ('purchase', 'return', 'import', 'judgement', 'program', 'manual', 'manual_ended', 'merge'))
);
--> statement-breakpoint
CREATE TABLE "rank_facts" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"fact_id" uuid NOT NULL,
	"counted_on" date NOT NULL,
	"kind" text NOT NULL,
	"amount_yen" bigint NOT NULL,
	"purchases" integer NOT NULL,
	"points" bigint NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rank_facts_tenant_id_member_id_fact_id_counted_on_pk" PRIMARY KEY("tenant_id","member_id","fact_id","counted_on"),
	CONSTRAINT "rank_facts_kind" CHECK (kind in ('sale', 'return', 'import', 'manual'))
);
--> statement-breakpoint
CREATE TABLE "rank_floors" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rank_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"until_on" date NOT NULL,
	"reason" text,
	"set_at" timestamp (3) with time zone NOT NULL,
	"set_by_id" uuid,
	"ended_at" timestamp (3) with time zone,
	"ended_by_id" uuid,
	CONSTRAINT "rank_floors_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "rank_floors_kind" CHECK (kind in ('manual', 'carried'))
);
--> statement-breakpoint
CREATE TABLE "rank_programs" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"state" text NOT NULL,
	"version" integer,
	"definition" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"starts_on" date,
	"basis" text,
	"window_kind" text,
	"window_months" integer,
	"period_months" integer,
	"start_month" integer,
	"hold_months" integer,
	"returns" text,
	"rank_ids" uuid[],
	"thresholds" bigint[],
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_id" uuid,
	"published_at" timestamp (3) with time zone,
	"published_by_id" uuid,
	CONSTRAINT "rank_programs_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "rank_programs_state" CHECK (state in ('draft', 'published', 'withdrawn')),
	CONSTRAINT "rank_programs_basis" CHECK (basis in ('amount', 'purchases', 'points')),
	CONSTRAINT "rank_programs_window" CHECK (window_kind in ('rolling', 'period', 'lifetime')),
	CONSTRAINT "rank_programs_returns" CHECK (returns in ('at_once', 'at_judgement')),
	CONSTRAINT "rank_programs_levels" CHECK (cardinality(rank_ids) = cardinality(thresholds)),
	CONSTRAINT "rank_programs_complete" CHECK (state = 'draft' or (version is not null and starts_on is not null and basis is not null and window_kind is not null
        and period_months is not null and start_month is not null and returns is not null and rank_ids is not null
        and thresholds is not null and published_at is not null))
);
--> statement-breakpoint
CREATE TABLE "rank_runs" (
	"tenant_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"state" text NOT NULL,
	"total" bigint NOT NULL,
	"done" bigint DEFAULT 0 NOT NULL,
	"changed" bigint DEFAULT 0 NOT NULL,
	"last_member_id" uuid,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "rank_runs_tenant_id_program_id_pk" PRIMARY KEY("tenant_id","program_id"),
	CONSTRAINT "rank_runs_state" CHECK (state in ('waiting', 'counting', 'judging', 'done'))
);
--> statement-breakpoint
CREATE TABLE "rank_standings" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"rank_id" uuid NOT NULL,
	"level" integer NOT NULL,
	"program_id" uuid NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"keeps_until" date,
	"joined_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rank_standings_tenant_id_member_id_pk" PRIMARY KEY("tenant_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "member_ranks" ADD CONSTRAINT "member_ranks_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rank_facts" ADD CONSTRAINT "rank_facts_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rank_floors" ADD CONSTRAINT "rank_floors_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rank_standings" ADD CONSTRAINT "rank_standings_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "member_ranks_now" ON "member_ranks" USING btree ("tenant_id","member_id") WHERE until is null;--> statement-breakpoint
CREATE INDEX "member_ranks_newest" ON "member_ranks" USING btree ("tenant_id","member_id","since" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "rank_facts_by_day" ON "rank_facts" USING btree ("tenant_id","member_id","counted_on");--> statement-breakpoint
CREATE UNIQUE INDEX "rank_programs_one_draft" ON "rank_programs" USING btree ("tenant_id") WHERE state = 'draft';--> statement-breakpoint
CREATE UNIQUE INDEX "rank_programs_version" ON "rank_programs" USING btree ("tenant_id","version");--> statement-breakpoint
CREATE INDEX "rank_programs_begun" ON "rank_programs" USING btree ("tenant_id","starts_on" DESC NULLS FIRST,"version" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "rank_standings_due" ON "rank_standings" USING btree ("tenant_id","keeps_until") WHERE keeps_until is not null;--> statement-breakpoint
CREATE INDEX "rank_standings_of_rank" ON "rank_standings" USING btree ("tenant_id","rank_id","joined_at" DESC NULLS FIRST,"member_id" DESC NULLS FIRST);