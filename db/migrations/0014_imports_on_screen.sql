CREATE TABLE "import_faults" (
	"tenant_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"row_no" bigint NOT NULL,
	"tie" integer DEFAULT 0 NOT NULL,
	"is_warning" boolean DEFAULT false NOT NULL,
	"subject" text,
	"header" text NOT NULL,
	"value" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "import_faults_tenant_id_run_id_row_no_tie_pk" PRIMARY KEY("tenant_id","run_id","row_no","tie")
);
--> statement-breakpoint
CREATE TABLE "import_mappings" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"signature" text NOT NULL,
	"headers" jsonb NOT NULL,
	"mapping" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "import_mappings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "import_runs" DROP CONSTRAINT "import_runs_state";--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "file_id" uuid;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "sha256" text;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "mapping" jsonb;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "encoding" text;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "started_by_id" uuid;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "checked_run_id" uuid;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "phase" text;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "rows_done" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "rows_total" bigint;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "counts" jsonb;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "fault_count" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "begun_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "heartbeat_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "import_runs" ADD COLUMN "stop_requested_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "import_faults" ADD CONSTRAINT "import_faults_tenant_id_run_id_import_runs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","run_id") REFERENCES "public"."import_runs"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "import_mappings_by_headers" ON "import_mappings" USING btree ("tenant_id","kind","signature");--> statement-breakpoint
CREATE INDEX "import_runs_by_time" ON "import_runs" USING btree ("tenant_id","started_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "import_runs_open" ON "import_runs" USING btree ("tenant_id","kind") WHERE state in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "import_runs_same_file" ON "import_runs" USING btree ("tenant_id","sha256") WHERE sha256 is not null;--> statement-breakpoint
ALTER TABLE "import_runs" ADD CONSTRAINT "import_runs_state" CHECK (state in ('queued', 'running', 'done', 'failed', 'stopped'));