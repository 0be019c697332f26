CREATE TABLE "mail_preferences" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"is_wanted" boolean NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "mail_preferences_tenant_id_member_id_kind_pk" PRIMARY KEY("tenant_id","member_id","kind"),
	CONSTRAINT "mail_preferences_kind" CHECK (kind in ('receipt'))
);
--> statement-breakpoint
ALTER TABLE "member_links" ADD COLUMN "return_to" text;--> statement-breakpoint
ALTER TABLE "mail_preferences" ADD CONSTRAINT "mail_preferences_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;