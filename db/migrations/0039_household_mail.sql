CREATE TABLE "household_turns" (
	"tenant_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"household" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "household_turns_tenant_id_run_id_household_pk" PRIMARY KEY("tenant_id","run_id","household")
);
--> statement-breakpoint
ALTER TABLE "candidates" DROP CONSTRAINT "candidates_verdict";--> statement-breakpoint
ALTER TABLE "duplicate_runs" ADD COLUMN "done_updated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "household_mail" text DEFAULT 'each' NOT NULL;--> statement-breakpoint
CREATE INDEX "members_by_change" ON "members" USING btree ("tenant_id","updated_at","member_id");--> statement-breakpoint
ALTER TABLE "candidates" ADD CONSTRAINT "candidates_verdict" CHECK (verdict in ('send', 'no_consent', 'suppressed', 'no_address', 'holdout', 'exited', 'quiet_hours', 'household', 'capped', 'lost_to', 'cancelled'));