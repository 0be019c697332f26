CREATE TABLE "campaign_approvals" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"state" text NOT NULL,
	"persons" integer,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"request_note" text,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"decision_note" text,
	CONSTRAINT "campaign_approvals_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "campaign_approvals_state" CHECK (state in ('waiting', 'approved', 'sent_back', 'withdrawn')),
	CONSTRAINT "campaign_approvals_decided" CHECK ((state = 'waiting') = (decided_at is null))
);
--> statement-breakpoint
CREATE TABLE "campaign_settings" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"approval_above" integer,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "daily_figures" (
	"tenant_id" uuid NOT NULL,
	"day" date NOT NULL,
	"figure" text NOT NULL,
	"value" bigint NOT NULL,
	"computed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "daily_figures_tenant_id_day_figure_pk" PRIMARY KEY("tenant_id","day","figure")
);
--> statement-breakpoint
CREATE TABLE "segment_counts" (
	"tenant_id" uuid NOT NULL,
	"segment_id" uuid NOT NULL,
	"day" date NOT NULL,
	"members" bigint NOT NULL,
	"reachable" bigint NOT NULL,
	"counted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "segment_counts_tenant_id_segment_id_day_pk" PRIMARY KEY("tenant_id","segment_id","day")
);
--> statement-breakpoint
ALTER TABLE "campaign_versions" ADD COLUMN "approval_id" uuid;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "draft_saved_by" uuid;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "draft_saved_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "archived_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "segments" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "segments" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "segments" ADD COLUMN "updated_by" uuid;--> statement-breakpoint
ALTER TABLE "campaign_approvals" ADD CONSTRAINT "campaign_approvals_tenant_id_campaign_id_campaigns_tenant_id_id_fk" FOREIGN KEY ("tenant_id","campaign_id") REFERENCES "public"."campaigns"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "campaign_approvals_one_open" ON "campaign_approvals" USING btree ("tenant_id","campaign_id","revision") WHERE state in ('waiting', 'approved');