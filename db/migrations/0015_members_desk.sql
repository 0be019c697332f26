CREATE TABLE "access_settings" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"requires_totp" boolean DEFAULT false NOT NULL,
	"approval_above_persons" integer DEFAULT 1000 NOT NULL,
	CONSTRAINT "access_settings_approval" CHECK (approval_above_persons between 0 and 1000)
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"secret_hash" text NOT NULL,
	"former_prefix" text,
	"former_secret_hash" text,
	"former_until" timestamp (3) with time zone,
	"scopes" text[] NOT NULL,
	"store_id" uuid,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "data_exports" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"filter" jsonb NOT NULL,
	"reason" text,
	"locale" text NOT NULL,
	"person_count" bigint NOT NULL,
	"needs_approval" boolean NOT NULL,
	"state" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_by_account" uuid NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"decided_by_account" uuid,
	"decision_reason" text,
	"file_id" uuid,
	"row_count" bigint,
	"finished_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "data_exports_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "data_exports_state" CHECK (state in ('awaiting_approval', 'writing', 'ready', 'failed', 'rejected', 'withdrawn')),
	CONSTRAINT "data_exports_second_person" CHECK (decided_by_account <> requested_by_account),
	CONSTRAINT "data_exports_agreed" CHECK (not needs_approval or state in ('awaiting_approval', 'rejected', 'withdrawn') or decided_by_account is not null)
);
--> statement-breakpoint
CREATE TABLE "staff_invitations" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email_normalised" text NOT NULL,
	"name" text,
	"role" text NOT NULL,
	"store_id" uuid,
	"locale" text NOT NULL,
	"invited_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"link_id" uuid NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"membership_id" uuid,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "staff_invitations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "staff_invitations_role" CHECK (role in ('owner', 'marketer', 'store_staff', 'analyst'))
);
--> statement-breakpoint
CREATE TABLE "staff_recovery_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "staff_totp" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"secret_sealed" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member_bulk_items" (
	"tenant_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"consent_id" uuid,
	"is_undone" boolean DEFAULT false NOT NULL,
	CONSTRAINT "member_bulk_items_tenant_id_run_id_member_id_pk" PRIMARY KEY("tenant_id","run_id","member_id"),
	CONSTRAINT "member_bulk_items_state" CHECK (state in ('waiting', 'changed', 'unchanged'))
);
--> statement-breakpoint
CREATE TABLE "member_bulk_runs" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"action" text NOT NULL,
	"tag_id" uuid,
	"filter" jsonb,
	"state" text NOT NULL,
	"total" integer NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "member_bulk_runs_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "member_bulk_runs_action" CHECK (action in ('add_tag', 'remove_tag', 'withdraw_consent')),
	CONSTRAINT "member_bulk_runs_state" CHECK (state in ('running', 'stopped', 'done', 'undoing', 'undone'))
);
--> statement-breakpoint
CREATE TABLE "member_notes" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"text" text NOT NULL,
	"author_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"deleted_by" uuid,
	CONSTRAINT "member_notes_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id")
);
--> statement-breakpoint
CREATE TABLE "member_tag_links" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"added_by" uuid,
	CONSTRAINT "member_tag_links_tenant_id_member_id_tag_id_pk" PRIMARY KEY("tenant_id","member_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "member_tags" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "member_tags_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "member_views" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"owner_id" uuid,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "member_views_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "point_entries" DROP CONSTRAINT "point_entries_account";--> statement-breakpoint
ALTER TABLE "point_journals" DROP CONSTRAINT "point_journals_kind";--> statement-breakpoint
ALTER TABLE "member_keys" ADD COLUMN "stopped_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "wallets" ADD COLUMN "closed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD COLUMN "awaits_code" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "access_settings" ADD CONSTRAINT "access_settings_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_tenant_id_store_id_stores_tenant_id_id_fk" FOREIGN KEY ("tenant_id","store_id") REFERENCES "public"."stores"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_exports" ADD CONSTRAINT "data_exports_tenant_id_requested_by_staff_memberships_tenant_id_id_fk" FOREIGN KEY ("tenant_id","requested_by") REFERENCES "public"."staff_memberships"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_exports" ADD CONSTRAINT "data_exports_tenant_id_decided_by_staff_memberships_tenant_id_id_fk" FOREIGN KEY ("tenant_id","decided_by") REFERENCES "public"."staff_memberships"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_tenant_id_store_id_stores_tenant_id_id_fk" FOREIGN KEY ("tenant_id","store_id") REFERENCES "public"."stores"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_recovery_codes" ADD CONSTRAINT "staff_recovery_codes_account_id_staff_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."staff_accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_totp" ADD CONSTRAINT "staff_totp_account_id_staff_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."staff_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_notes" ADD CONSTRAINT "member_notes_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_tag_links" ADD CONSTRAINT "member_tag_links_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_by_secret" ON "api_keys" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "api_keys_by_former_secret" ON "api_keys" USING btree ("former_secret_hash") WHERE former_secret_hash is not null;--> statement-breakpoint
CREATE INDEX "data_exports_newest" ON "data_exports" USING btree ("tenant_id","requested_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "staff_invitations_one_open" ON "staff_invitations" USING btree ("tenant_id","email_normalised") WHERE accepted_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "staff_invitations_by_link" ON "staff_invitations" USING btree ("link_id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_recovery_codes_code" ON "staff_recovery_codes" USING btree ("account_id","code_hash");--> statement-breakpoint
CREATE INDEX "member_bulk_items_by_state" ON "member_bulk_items" USING btree ("tenant_id","run_id","state","is_undone","member_id");--> statement-breakpoint
CREATE INDEX "member_bulk_runs_newest" ON "member_bulk_runs" USING btree ("tenant_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "member_notes_newest" ON "member_notes" USING btree ("tenant_id","member_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "member_tag_links_of_tag" ON "member_tag_links" USING btree ("tenant_id","tag_id","joined_at" DESC NULLS FIRST,"member_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "member_tags_name" ON "member_tags" USING btree ("tenant_id","name") WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "members_by_store" ON "members" USING btree ("tenant_id","joined_store_id","joined_at" DESC NULLS FIRST,"member_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "members_by_mail_opt_in" ON "members" USING btree ("tenant_id","mail_opt_in","joined_at" DESC NULLS FIRST,"member_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "members_withdrawn" ON "members" USING btree ("tenant_id","joined_at" DESC NULLS FIRST,"member_id" DESC NULLS FIRST) WHERE withdrawn_at is not null;--> statement-breakpoint
CREATE INDEX "members_without_email" ON "members" USING btree ("tenant_id","joined_at" DESC NULLS FIRST,"member_id" DESC NULLS FIRST) WHERE email_normalised is null;--> statement-breakpoint
ALTER TABLE "point_entries" ADD CONSTRAINT "point_entries_account" CHECK (account in ('available', 'pending', 'debt', 'issued', 'redeemed', 'expired', 'adjusted', 'forfeited'));--> statement-breakpoint
ALTER TABLE "point_journals" ADD CONSTRAINT "point_journals_kind" CHECK (kind in ('earn', 'spend', 'activate', 'expire', 'adjust', 'return', 'close'));