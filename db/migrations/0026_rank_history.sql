DROP TABLE "member_ranks" CASCADE;--> statement-breakpoint
ALTER TABLE "rank_programs" ADD COLUMN "carries" boolean;--> statement-breakpoint
ALTER TABLE "rank_standings" ADD COLUMN "seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE TABLE "member_ranks" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"rank_id" uuid NOT NULL,
	"level" integer NOT NULL,
	"from_rank_id" uuid NOT NULL,
	"from_level" integer NOT NULL,
	"program_id" uuid NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"keeps_until" date,
	"why" text NOT NULL,
	"cause_id" uuid,
	"measure" bigint NOT NULL,
	CONSTRAINT "member_ranks_tenant_id_member_id_seq_pk" PRIMARY KEY("tenant_id","member_id","seq"),
	CONSTRAINT "member_ranks_why" CHECK (why in ('purchase', 'return', 'import', 'judgement', 'program', 'manual', 'manual_ended', 'merge'))
);
--> statement-breakpoint
ALTER TABLE "member_ranks" ADD CONSTRAINT "member_ranks_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "member_ranks_by_time" ON "member_ranks" USING btree ("tenant_id","since");