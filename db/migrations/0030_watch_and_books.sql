CREATE TABLE "privacy_requests" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"details" text NOT NULL,
	"came_by" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"due_on" date NOT NULL,
	"entered_by" uuid,
	"identified_by" text,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	"answered_by" uuid,
	CONSTRAINT "privacy_requests_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "privacy_requests_kind" CHECK (kind in ('disclosure', 'correction', 'stop', 'erasure')),
	CONSTRAINT "privacy_requests_state" CHECK (state in ('open', 'in_hand', 'done', 'refused', 'withdrawn')),
	CONSTRAINT "privacy_requests_came_by" CHECK (came_by in ('my_page', 'counter', 'phone', 'mail', 'letter'))
);
--> statement-breakpoint
CREATE TABLE "duplicate_pairs" (
	"tenant_id" uuid NOT NULL,
	"first_member_id" uuid NOT NULL,
	"second_member_id" uuid NOT NULL,
	"score" integer NOT NULL,
	"reasons" jsonb NOT NULL,
	"state" text NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	CONSTRAINT "duplicate_pairs_tenant_id_first_member_id_second_member_id_pk" PRIMARY KEY("tenant_id","first_member_id","second_member_id"),
	CONSTRAINT "duplicate_pairs_state" CHECK (state in ('open', 'rejected', 'merged', 'gone')),
	CONSTRAINT "duplicate_pairs_order" CHECK (first_member_id < second_member_id),
	CONSTRAINT "duplicate_pairs_score" CHECK (score between 0 and 100)
);
--> statement-breakpoint
CREATE TABLE "duplicate_runs" (
	"tenant_id" uuid NOT NULL,
	"checked_until" timestamp (3) with time zone,
	"run_from" timestamp (3) with time zone,
	"run_until" timestamp (3) with time zone,
	"done_member_id" uuid,
	"checked" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "duplicate_runs_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE TABLE "household_members" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"added_by" uuid,
	CONSTRAINT "household_members_tenant_id_member_id_pk" PRIMARY KEY("tenant_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "households" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	CONSTRAINT "households_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "member_marks" (
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"mark" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "member_marks_tenant_id_kind_mark_member_id_pk" PRIMARY KEY("tenant_id","kind","mark","member_id"),
	CONSTRAINT "member_marks_kind" CHECK (kind in ('email', 'phone', 'kana_birthday', 'kana_postal', 'name_birthday', 'name_postal', 'address'))
);
--> statement-breakpoint
CREATE TABLE "member_merge_rows" (
	"tenant_id" uuid NOT NULL,
	"merge_id" uuid NOT NULL,
	"table_name" text NOT NULL,
	"keys" jsonb NOT NULL,
	CONSTRAINT "member_merge_rows_tenant_id_merge_id_table_name_pk" PRIMARY KEY("tenant_id","merge_id","table_name")
);
--> statement-breakpoint
CREATE TABLE "member_merges" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"from_member_id" uuid NOT NULL,
	"to_member_id" uuid NOT NULL,
	"state" text NOT NULL,
	"choice" jsonb NOT NULL,
	"kept" jsonb,
	"moved" jsonb NOT NULL,
	"parted" jsonb,
	"merged_at" timestamp (3) with time zone NOT NULL,
	"merged_by" uuid,
	"undo_until" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"undone_by" uuid,
	CONSTRAINT "member_merges_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "member_merges_state" CHECK (state in ('merged', 'undone', 'final')),
	CONSTRAINT "member_merges_two" CHECK (from_member_id <> to_member_id)
);
--> statement-breakpoint
CREATE TABLE "merge_settings" (
	"tenant_id" uuid NOT NULL,
	"undo_days" integer NOT NULL,
	CONSTRAINT "merge_settings_tenant_id_pk" PRIMARY KEY("tenant_id"),
	CONSTRAINT "merge_settings_undo_days" CHECK (undo_days between 1 and 365)
);
--> statement-breakpoint
CREATE TABLE "late_grants" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"purchase_id" uuid NOT NULL,
	"claimed_at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	"actor_id" uuid,
	CONSTRAINT "late_grants_tenant_id_member_id_purchase_id_pk" PRIMARY KEY("tenant_id","member_id","purchase_id"),
	CONSTRAINT "late_grants_by" CHECK ("by" in ('member', 'counter'))
);
--> statement-breakpoint
CREATE TABLE "point_approvals" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"points" bigint NOT NULL,
	"reason" text NOT NULL,
	"store_id" uuid,
	"limit_kind" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_by_account" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"decided_by_account" uuid,
	"decision_reason" text,
	"journal_id" uuid,
	CONSTRAINT "point_approvals_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "point_approvals_points" CHECK (points <> 0),
	CONSTRAINT "point_approvals_state" CHECK (state in ('waiting', 'approved', 'refused', 'withdrawn')),
	CONSTRAINT "point_approvals_limit" CHECK (limit_kind in ('counter', 'one_card', 'staff_day', 'member_day')),
	CONSTRAINT "point_approvals_two_persons" CHECK (decided_by_account <> asked_by_account or state = 'withdrawn')
);
--> statement-breakpoint
CREATE TABLE "point_safeguards" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"approval_above_points" bigint,
	"staff_daily_points" bigint,
	"member_daily_points" bigint,
	"approval_days" integer DEFAULT 7 NOT NULL,
	"late_grant_days" integer DEFAULT 14 NOT NULL,
	CONSTRAINT "point_safeguards_limits" CHECK (approval_above_points >= 0 and staff_daily_points >= 0 and member_daily_points >= 0
        and approval_days between 1 and 90 and late_grant_days between 0 and 90)
);
--> statement-breakpoint
CREATE TABLE "staff_cards" (
	"tenant_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	"linked_by" uuid,
	CONSTRAINT "staff_cards_tenant_id_membership_id_member_id_pk" PRIMARY KEY("tenant_id","membership_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "watch_findings" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"rule" text NOT NULL,
	"about" text NOT NULL,
	"member_id" uuid,
	"staff_id" uuid,
	"store_id" uuid,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"measure" bigint NOT NULL,
	"threshold" bigint NOT NULL,
	"evidence" jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	"state_at" timestamp (3) with time zone,
	"state_by" uuid,
	"note" text,
	CONSTRAINT "watch_findings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "watch_findings_state" CHECK (state in ('open', 'looked_at', 'dismissed', 'acted'))
);
--> statement-breakpoint
CREATE TABLE "watch_rules" (
	"tenant_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"is_on" boolean DEFAULT true NOT NULL,
	"threshold" bigint NOT NULL,
	CONSTRAINT "watch_rules_tenant_id_rule_pk" PRIMARY KEY("tenant_id","rule"),
	CONSTRAINT "watch_rules_threshold" CHECK (threshold > 0)
);
--> statement-breakpoint
ALTER TABLE "member_keys" DROP CONSTRAINT "member_keys_kind";--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "ip" text;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "user_agent" text;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "privacy_requests" ADD CONSTRAINT "privacy_requests_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household_members" ADD CONSTRAINT "household_members_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_merge_rows" ADD CONSTRAINT "member_merge_rows_tenant_id_merge_id_member_merges_tenant_id_id_fk" FOREIGN KEY ("tenant_id","merge_id") REFERENCES "public"."member_merges"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_grants" ADD CONSTRAINT "late_grants_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_approvals" ADD CONSTRAINT "point_approvals_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "privacy_requests_newest" ON "privacy_requests" USING btree ("tenant_id","received_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "privacy_requests_due" ON "privacy_requests" USING btree ("tenant_id","due_on") WHERE state in ('open', 'in_hand');--> statement-breakpoint
CREATE INDEX "duplicate_pairs_second" ON "duplicate_pairs" USING btree ("tenant_id","second_member_id");--> statement-breakpoint
CREATE INDEX "duplicate_pairs_surest" ON "duplicate_pairs" USING btree ("tenant_id","state","score" DESC NULLS FIRST,"first_member_id","second_member_id");--> statement-breakpoint
CREATE INDEX "household_members_of" ON "household_members" USING btree ("tenant_id","household_id","member_id");--> statement-breakpoint
CREATE INDEX "member_marks_by_member" ON "member_marks" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE INDEX "member_merges_newest" ON "member_merges" USING btree ("tenant_id","merged_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "member_merges_from" ON "member_merges" USING btree ("tenant_id","from_member_id");--> statement-breakpoint
CREATE INDEX "member_merges_to" ON "member_merges" USING btree ("tenant_id","to_member_id");--> statement-breakpoint
CREATE INDEX "member_merges_open" ON "member_merges" USING btree ("tenant_id","undo_until") WHERE state = 'merged';--> statement-breakpoint
CREATE UNIQUE INDEX "point_approvals_key" ON "point_approvals" USING btree ("tenant_id","member_id","key");--> statement-breakpoint
CREATE INDEX "point_approvals_newest" ON "point_approvals" USING btree ("tenant_id","asked_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "point_approvals_waiting" ON "point_approvals" USING btree ("tenant_id","expires_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "staff_cards_by_member" ON "staff_cards" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "watch_findings_about" ON "watch_findings" USING btree ("tenant_id","rule","about");--> statement-breakpoint
CREATE INDEX "watch_findings_newest" ON "watch_findings" USING btree ("tenant_id","state","happened_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "watch_findings_by_member" ON "watch_findings" USING btree ("tenant_id","member_id") WHERE member_id is not null;--> statement-breakpoint
CREATE INDEX "members_merged" ON "members" USING btree ("tenant_id","merged_into_id") WHERE merged_into_id is not null;--> statement-breakpoint
ALTER TABLE "member_keys" ADD CONSTRAINT "member_keys_kind" CHECK (kind in ('email', 'phone', 'card', 'line', 'external', 'system', 'receipt', 'repair'));