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
ALTER TABLE "products" ADD COLUMN "tax_percent" integer DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "purchase_lines" ADD COLUMN "discount_yen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "discount_yen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "channel" text;--> statement-breakpoint
ALTER TABLE "purchases" ADD COLUMN "payment" text;--> statement-breakpoint
ALTER TABLE "earn_parts" ADD CONSTRAINT "earn_parts_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "earn_promises" ADD CONSTRAINT "earn_promises_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replay_members" ADD CONSTRAINT "replay_members_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "earn_parts_by_rule" ON "earn_parts" USING btree ("tenant_id","rule_id","member_id","business_date") WHERE rule_id is not null;--> statement-breakpoint
CREATE INDEX "earn_promises_waiting" ON "earn_promises" USING btree ("tenant_id","waits_for_member_id") WHERE kept_at is null and lapsed_at is null;--> statement-breakpoint
CREATE INDEX "earn_rule_pauses_by_rule" ON "earn_rule_pauses" USING btree ("tenant_id","rule_id","paused_at");--> statement-breakpoint
CREATE INDEX "replay_members_by_difference" ON "replay_members" USING btree ("tenant_id","run_id","difference","member_id");--> statement-breakpoint
CREATE INDEX "replay_runs_newest" ON "replay_runs" USING btree ("tenant_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_tax" CHECK (tax_percent between 0 and 30);