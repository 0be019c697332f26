CREATE TABLE "campaign_runs" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"campaign_version_id" uuid NOT NULL,
	"run_key" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"extracted_at" timestamp (3) with time zone,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "campaign_runs_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "campaign_runs_once" UNIQUE("tenant_id","campaign_version_id","run_key")
);
--> statement-breakpoint
CREATE TABLE "campaign_state_changes" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	CONSTRAINT "campaign_state_changes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "campaign_versions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"version_no" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"published_by" uuid,
	CONSTRAINT "campaign_versions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "campaign_versions_no" UNIQUE("tenant_id","campaign_id","version_no")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"message_class" text NOT NULL,
	"state" text NOT NULL,
	"priority" integer DEFAULT 100 NOT NULL,
	"draft" jsonb NOT NULL,
	"draft_revision" integer DEFAULT 1 NOT NULL,
	"current_version_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "campaigns_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "campaigns_state" CHECK (state in ('draft', 'live', 'paused', 'finished', 'cancelled')),
	CONSTRAINT "campaigns_class" CHECK (message_class in ('marketing', 'service'))
);
--> statement-breakpoint
CREATE TABLE "candidates" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"campaign_version_id" uuid NOT NULL,
	"step" integer DEFAULT 0 NOT NULL,
	"occurrence" text NOT NULL,
	"campaign_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"facts" jsonb NOT NULL,
	"verdict" text,
	"verdict_campaign_id" uuid,
	"decided_at" timestamp (3) with time zone,
	"delivery_id" uuid,
	CONSTRAINT "candidates_tenant_id_member_id_campaign_version_id_step_occurrence_pk" PRIMARY KEY("tenant_id","member_id","campaign_version_id","step","occurrence"),
	CONSTRAINT "candidates_verdict" CHECK (verdict in ('send', 'no_consent', 'suppressed', 'no_address', 'holdout', 'exited', 'quiet_hours', 'capped', 'lost_to', 'cancelled')),
	CONSTRAINT "candidates_decided" CHECK ((verdict is null) = (decided_at is null))
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"parent_id" uuid,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"path" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "categories_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "categories_external_id" UNIQUE("tenant_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"jan_code" text,
	"name" text NOT NULL,
	"brand" text,
	"category_id" uuid,
	"price_yen" bigint,
	"image_url" text,
	"description" text,
	"warranty_months" integer,
	"replenishment_days" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"discontinued_at" timestamp (3) with time zone,
	CONSTRAINT "products_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "products_external_id" UNIQUE("tenant_id","external_id"),
	CONSTRAINT "products_price" CHECK (price_yen >= 0),
	CONSTRAINT "products_warranty" CHECK (warranty_months between 0 and 600),
	CONSTRAINT "products_replenishment" CHECK (replenishment_days between 1 and 3650)
);
--> statement-breakpoint
CREATE TABLE "content_versions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"template" text NOT NULL,
	"definition" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "content_versions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "captured_mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"shop_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"sender" text NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"message_id" text NOT NULL,
	"raw" text NOT NULL,
	"meta" jsonb,
	CONSTRAINT "captured_mails_message_id" UNIQUE("message_id")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"source_kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"campaign_id" uuid,
	"content_id" uuid NOT NULL,
	"step" integer DEFAULT 0 NOT NULL,
	"occurrence" text NOT NULL,
	"message_class" text NOT NULL,
	"channel" text NOT NULL,
	"attempt" integer DEFAULT 1 NOT NULL,
	"variant" text DEFAULT 'a' NOT NULL,
	"locale" text NOT NULL,
	"state" text NOT NULL,
	"state_reason" text,
	"send_at" timestamp (3) with time zone NOT NULL,
	"chunk_id" uuid,
	"fencing_token" bigint,
	"inputs" jsonb NOT NULL,
	"provider_message_id" text,
	"planned_at" timestamp (3) with time zone NOT NULL,
	"handed_at" timestamp (3) with time zone,
	"accepted_at" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	"opened_at" timestamp (3) with time zone,
	"clicked_at" timestamp (3) with time zone,
	CONSTRAINT "deliveries_tenant_id_member_id_due_at_id_pk" PRIMARY KEY("tenant_id","member_id","due_at","id"),
	CONSTRAINT "deliveries_identity" UNIQUE("tenant_id","member_id","source_id","step","occurrence","channel","attempt","due_at"),
	CONSTRAINT "deliveries_state" CHECK (state in ('planned', 'claimed', 'handed', 'accepted', 'delivered', 'bounced', 'failed', 'unknown', 'cancelled')),
	CONSTRAINT "deliveries_class" CHECK (message_class in ('marketing', 'service')),
	CONSTRAINT "deliveries_source" CHECK (source_kind in ('campaign', 'service'))
) PARTITION BY RANGE ("due_at");
--> statement-breakpoint
CREATE TABLE "send_chunks" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"campaign_id" uuid,
	"lane" text NOT NULL,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"send_at" timestamp (3) with time zone NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"fencing_token" bigint DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "send_chunks_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "send_chunks_state" CHECK (state in ('ready', 'leased', 'held', 'done', 'cancelled')),
	CONSTRAINT "send_chunks_lane" CHECK (lane in ('service', 'marketing'))
);
--> statement-breakpoint
CREATE TABLE "suppressions" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"channel" text NOT NULL,
	"reason" text NOT NULL,
	"delivery_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	"lifted_at" timestamp (3) with time zone,
	CONSTRAINT "suppressions_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "suppressions_reason" CHECK (reason in ('unsubscribed', 'bounced', 'complained', 'manual'))
);
--> statement-breakpoint
CREATE TABLE "tracking_hits" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tracking_hits_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"delivery_id" uuid NOT NULL,
	"delivery_due_at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"link" text,
	"at" timestamp (3) with time zone NOT NULL,
	"user_agent" text,
	"method" text NOT NULL,
	CONSTRAINT "tracking_hits_kind" CHECK (kind in ('open', 'click', 'honeypot'))
);
--> statement-breakpoint
CREATE TABLE "events" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"product_id" uuid,
	"store_id" uuid,
	"delivery_id" uuid,
	"is_bot" boolean DEFAULT false NOT NULL,
	"data" jsonb,
	CONSTRAINT "events_tenant_id_member_id_occurred_at_id_pk" PRIMARY KEY("tenant_id","member_id","occurred_at","id")
) PARTITION BY RANGE ("occurred_at");
--> statement-breakpoint
CREATE TABLE "item_neighbours" (
	"tenant_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"engine" text NOT NULL,
	"neighbour_ids" uuid[] NOT NULL,
	"supports" bigint[] NOT NULL,
	"lifts" double precision[] NOT NULL,
	"computed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "item_neighbours_tenant_id_product_id_engine_pk" PRIMARY KEY("tenant_id","product_id","engine")
);
--> statement-breakpoint
CREATE TABLE "product_popularity" (
	"tenant_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"buyers" bigint NOT NULL,
	"rank" bigint NOT NULL,
	"computed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "product_popularity_tenant_id_rank_pk" PRIMARY KEY("tenant_id","rank")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid,
	"member_id" uuid,
	"before" jsonb,
	"after" jsonb,
	"request_id" text NOT NULL,
	CONSTRAINT "audit_log_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "import_runs" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"state" text NOT NULL,
	"dry_run" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"report" jsonb,
	CONSTRAINT "import_runs_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "import_runs_state" CHECK (state in ('running', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "outbox_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"payload" jsonb NOT NULL,
	"request_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "process_heartbeats" (
	"process" text NOT NULL,
	"instance" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "process_heartbeats_process_instance_pk" PRIMARY KEY("process","instance")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"channel" text NOT NULL,
	"is_granted" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"source" text NOT NULL,
	"text_version" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	CONSTRAINT "consents_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "consents_channel" CHECK (channel in ('mail', 'line', 'sms', 'push', 'post', 'phone'))
);
--> statement-breakpoint
CREATE TABLE "member_keys" (
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"member_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "member_keys_tenant_id_kind_value_pk" PRIMARY KEY("tenant_id","kind","value"),
	CONSTRAINT "member_keys_kind" CHECK (kind in ('email', 'phone', 'card', 'line', 'external', 'receipt'))
);
--> statement-breakpoint
CREATE TABLE "member_links" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"token_hash" text NOT NULL,
	"email_normalised" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "member_links_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "member_links_token" UNIQUE("tenant_id","token_hash"),
	CONSTRAINT "member_links_purpose" CHECK (purpose in ('sign_in', 'claim_card', 'verify_email'))
);
--> statement-breakpoint
CREATE TABLE "member_passwords" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"password_hash" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "member_passwords_tenant_id_member_id_pk" PRIMARY KEY("tenant_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "member_sessions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"user_agent" text,
	CONSTRAINT "member_sessions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"member_no" text NOT NULL,
	"external_id" text,
	"family_name" text,
	"given_name" text,
	"family_kana" text,
	"given_kana" text,
	"kana_normalised" text,
	"name_normalised" text,
	"email_normalised" text,
	"email_verified_at" timestamp (3) with time zone,
	"phone_normalised" text,
	"birthday" date,
	"gender" text,
	"postal_code" text,
	"prefecture" text,
	"city" text,
	"address_line" text,
	"locale" text DEFAULT 'ja' NOT NULL,
	"mail_opt_in" boolean DEFAULT false NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	"joined_store_id" uuid,
	"last_login_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "members_tenant_id_member_id_pk" PRIMARY KEY("tenant_id","member_id"),
	CONSTRAINT "members_gender" CHECK (gender in ('female', 'male', 'other')),
	CONSTRAINT "members_locale" CHECK (locale in ('ja', 'en'))
);
--> statement-breakpoint
CREATE TABLE "point_entries" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"journal_id" uuid NOT NULL,
	"entry_no" integer NOT NULL,
	"account" text NOT NULL,
	"amount" bigint NOT NULL,
	"balance_after" bigint,
	CONSTRAINT "point_entries_tenant_id_member_id_journal_id_entry_no_pk" PRIMARY KEY("tenant_id","member_id","journal_id","entry_no"),
	CONSTRAINT "point_entries_account" CHECK (account in ('available', 'pending', 'debt', 'issued', 'redeemed', 'expired', 'adjusted')),
	CONSTRAINT "point_entries_amount" CHECK (amount <> 0),
	CONSTRAINT "point_entries_balance" CHECK ((account in ('available', 'pending', 'debt')) = (balance_after is not null))
);
--> statement-breakpoint
CREATE TABLE "point_journals" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"request_hash" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"business_date" date NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"store_id" uuid,
	"undoes_id" uuid,
	"cause_id" uuid,
	"reason" text,
	"snapshot" jsonb,
	"wallet_version" bigint NOT NULL,
	CONSTRAINT "point_journals_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "point_journals_key" UNIQUE("tenant_id","member_id","idempotency_key"),
	CONSTRAINT "point_journals_version" UNIQUE("tenant_id","member_id","wallet_version"),
	CONSTRAINT "point_journals_kind" CHECK (kind in ('earn', 'spend', 'activate', 'expire', 'adjust', 'return'))
);
--> statement-breakpoint
CREATE TABLE "point_lot_moves" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"journal_id" uuid NOT NULL,
	"lot_id" uuid NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "point_lot_moves_tenant_id_member_id_journal_id_lot_id_pk" PRIMARY KEY("tenant_id","member_id","journal_id","lot_id"),
	CONSTRAINT "point_lot_moves_amount" CHECK (amount <> 0)
);
--> statement-breakpoint
CREATE TABLE "point_lots" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"journal_id" uuid NOT NULL,
	"state" text NOT NULL,
	"granted" bigint NOT NULL,
	"remaining" bigint NOT NULL,
	"priority" integer DEFAULT 100 NOT NULL,
	"available_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"origin" text NOT NULL,
	CONSTRAINT "point_lots_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "point_lots_remaining" CHECK (remaining between 0 and granted and granted > 0),
	CONSTRAINT "point_lots_state" CHECK (state in ('pending', 'available', 'expired')),
	CONSTRAINT "point_lots_origin" CHECK (origin in ('purchase', 'other'))
);
--> statement-breakpoint
CREATE TABLE "point_programs" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"rate_points" integer NOT NULL,
	"rate_yen" integer NOT NULL,
	"rounding" text DEFAULT 'down' NOT NULL,
	"pending_days" integer DEFAULT 0 NOT NULL,
	"expiry_months" integer DEFAULT 12 NOT NULL,
	"return_grace_days" integer DEFAULT 30 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "point_programs_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "point_programs_rounding" CHECK (rounding in ('down', 'half_up', 'up')),
	CONSTRAINT "point_programs_rate" CHECK (rate_points >= 0 and rate_yen > 0),
	CONSTRAINT "point_programs_days" CHECK (pending_days >= 0 and expiry_months > 0 and return_grace_days >= 0)
);
--> statement-breakpoint
CREATE TABLE "wallets" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"available" bigint DEFAULT 0 NOT NULL,
	"pending" bigint DEFAULT 0 NOT NULL,
	"debt" bigint DEFAULT 0 NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	"next_due_at" timestamp (3) with time zone,
	CONSTRAINT "wallets_tenant_id_member_id_pk" PRIMARY KEY("tenant_id","member_id"),
	CONSTRAINT "wallets_buckets" CHECK (available >= 0 and pending >= 0 and debt >= 0)
);
--> statement-breakpoint
CREATE TABLE "anonymous_sale_lines" (
	"tenant_id" uuid NOT NULL,
	"sale_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"product_id" uuid,
	"description" text,
	"quantity" bigint NOT NULL,
	"unit_price_yen" bigint NOT NULL,
	"amount_yen" bigint NOT NULL,
	CONSTRAINT "anonymous_sale_lines_tenant_id_sale_id_line_no_pk" PRIMARY KEY("tenant_id","sale_id","line_no")
);
--> statement-breakpoint
CREATE TABLE "anonymous_sales" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"external_id" text NOT NULL,
	"store_id" uuid,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"business_date" date NOT NULL,
	"total_yen" bigint NOT NULL,
	CONSTRAINT "anonymous_sales_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "anonymous_sales_external_id" UNIQUE("tenant_id","external_id"),
	CONSTRAINT "anonymous_sales_kind" CHECK (kind in ('sale', 'return'))
);
--> statement-breakpoint
CREATE TABLE "purchase_lines" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"purchase_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"product_id" uuid,
	"description" text,
	"quantity" bigint NOT NULL,
	"unit_price_yen" bigint NOT NULL,
	"amount_yen" bigint NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"store_id" uuid,
	"returned_quantity" bigint DEFAULT 0 NOT NULL,
	"return_of_line_id" uuid,
	CONSTRAINT "purchase_lines_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "purchase_lines_quantity" CHECK (quantity <> 0),
	CONSTRAINT "purchase_lines_returned" CHECK (returned_quantity between 0 and greatest(quantity, 0))
);
--> statement-breakpoint
CREATE TABLE "purchases" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"external_id" text NOT NULL,
	"store_id" uuid,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"business_date" date NOT NULL,
	"total_yen" bigint NOT NULL,
	"points_earned" bigint DEFAULT 0 NOT NULL,
	"points_spent" bigint DEFAULT 0 NOT NULL,
	"staff_membership_id" uuid,
	"request_hash" text NOT NULL,
	CONSTRAINT "purchases_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "purchases_kind" CHECK (kind in ('sale', 'return')),
	CONSTRAINT "purchases_sign" CHECK ((kind = 'sale' and total_yen >= 0) or (kind = 'return' and total_yen <= 0))
);
--> statement-breakpoint
CREATE TABLE "segments" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"rule" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "segments_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "segments_name" UNIQUE("tenant_id","name")
);
--> statement-breakpoint
CREATE TABLE "staff_accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email_normalised" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"password_set_at" timestamp (3) with time zone,
	"locale" text DEFAULT 'ja' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "staff_accounts_email_normalised_unique" UNIQUE("email_normalised")
);
--> statement-breakpoint
CREATE TABLE "staff_memberships" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	"store_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "staff_memberships_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "staff_memberships_role" CHECK (role in ('owner', 'marketer', 'store_staff', 'analyst'))
);
--> statement-breakpoint
CREATE TABLE "staff_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "staff_sign_in_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "staff_sign_in_links_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "stores" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text DEFAULT 'shop' NOT NULL,
	"address" text,
	"phone" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "stores_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "stores_external_id" UNIQUE("tenant_id","external_id"),
	CONSTRAINT "stores_kind" CHECK (kind in ('shop', 'online'))
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"name_latin" text NOT NULL,
	"trade" text NOT NULL,
	"brand_color" text NOT NULL,
	"logo_svg" text,
	"time_zone" text DEFAULT 'Asia/Tokyo' NOT NULL,
	"business_day_start_minutes" integer DEFAULT 0 NOT NULL,
	"default_locale" text DEFAULT 'ja' NOT NULL,
	"card_symbology" text DEFAULT 'code128' NOT NULL,
	"mail_from_name" text NOT NULL,
	"mail_from_address" text NOT NULL,
	"legal_name" text NOT NULL,
	"legal_address" text NOT NULL,
	"contact_url" text NOT NULL,
	"quiet_start_minutes" integer DEFAULT 1260 NOT NULL,
	"quiet_end_minutes" integer DEFAULT 540 NOT NULL,
	"marketing_cap_per_week" integer DEFAULT 4 NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tenants_slug_unique" UNIQUE("slug"),
	CONSTRAINT "tenants_slug_shape" CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
	CONSTRAINT "tenants_symbology" CHECK (card_symbology in ('code128', 'nw7', 'ean13', 'qr'))
);
--> statement-breakpoint
CREATE TABLE "warranties" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"purchase_line_id" uuid NOT NULL,
	"piece_no" integer NOT NULL,
	"product_id" uuid NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"voided_at" timestamp (3) with time zone,
	CONSTRAINT "warranties_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "warranties_piece" UNIQUE("tenant_id","member_id","purchase_line_id","piece_no"),
	CONSTRAINT "warranties_span" CHECK (ends_on >= starts_on)
);
--> statement-breakpoint
ALTER TABLE "campaign_state_changes" ADD CONSTRAINT "campaign_state_changes_tenant_id_campaign_id_campaigns_tenant_id_id_fk" FOREIGN KEY ("tenant_id","campaign_id") REFERENCES "public"."campaigns"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_versions" ADD CONSTRAINT "campaign_versions_tenant_id_campaign_id_campaigns_tenant_id_id_fk" FOREIGN KEY ("tenant_id","campaign_id") REFERENCES "public"."campaigns"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "candidates" ADD CONSTRAINT "candidates_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_tenant_id_parent_id_categories_tenant_id_id_fk" FOREIGN KEY ("tenant_id","parent_id") REFERENCES "public"."categories"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_tenant_id_category_id_categories_tenant_id_id_fk" FOREIGN KEY ("tenant_id","category_id") REFERENCES "public"."categories"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppressions" ADD CONSTRAINT "suppressions_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_passwords" ADD CONSTRAINT "member_passwords_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_entries" ADD CONSTRAINT "point_entries_tenant_id_member_id_journal_id_point_journals_tenant_id_member_id_id_fk" FOREIGN KEY ("tenant_id","member_id","journal_id") REFERENCES "public"."point_journals"("tenant_id","member_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_journals" ADD CONSTRAINT "point_journals_tenant_id_member_id_wallets_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."wallets"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_lot_moves" ADD CONSTRAINT "point_lot_moves_tenant_id_member_id_lot_id_point_lots_tenant_id_member_id_id_fk" FOREIGN KEY ("tenant_id","member_id","lot_id") REFERENCES "public"."point_lots"("tenant_id","member_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_lot_moves" ADD CONSTRAINT "point_lot_moves_tenant_id_member_id_journal_id_point_journals_tenant_id_member_id_id_fk" FOREIGN KEY ("tenant_id","member_id","journal_id") REFERENCES "public"."point_journals"("tenant_id","member_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_lots" ADD CONSTRAINT "point_lots_tenant_id_member_id_journal_id_point_journals_tenant_id_member_id_id_fk" FOREIGN KEY ("tenant_id","member_id","journal_id") REFERENCES "public"."point_journals"("tenant_id","member_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wallets" ADD CONSTRAINT "wallets_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "anonymous_sale_lines" ADD CONSTRAINT "anonymous_sale_lines_tenant_id_sale_id_anonymous_sales_tenant_id_id_fk" FOREIGN KEY ("tenant_id","sale_id") REFERENCES "public"."anonymous_sales"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchase_lines" ADD CONSTRAINT "purchase_lines_tenant_id_member_id_purchase_id_purchases_tenant_id_member_id_id_fk" FOREIGN KEY ("tenant_id","member_id","purchase_id") REFERENCES "public"."purchases"("tenant_id","member_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_memberships" ADD CONSTRAINT "staff_memberships_account_id_staff_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."staff_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_memberships" ADD CONSTRAINT "staff_memberships_tenant_id_store_id_stores_tenant_id_id_fk" FOREIGN KEY ("tenant_id","store_id") REFERENCES "public"."stores"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_sessions" ADD CONSTRAINT "staff_sessions_account_id_staff_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."staff_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_sign_in_links" ADD CONSTRAINT "staff_sign_in_links_account_id_staff_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."staff_accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stores" ADD CONSTRAINT "stores_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warranties" ADD CONSTRAINT "warranties_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "campaign_runs_open" ON "campaign_runs" USING btree ("tenant_id","due_at") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "campaign_runs_of" ON "campaign_runs" USING btree ("tenant_id","campaign_id","due_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "campaign_state_changes_of" ON "campaign_state_changes" USING btree ("tenant_id","campaign_id","at");--> statement-breakpoint
CREATE INDEX "campaigns_by_update" ON "campaigns" USING btree ("tenant_id","updated_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "candidates_undecided" ON "candidates" USING btree ("tenant_id","due_at","member_id") WHERE verdict is null;--> statement-breakpoint
CREATE INDEX "candidates_of_campaign" ON "candidates" USING btree ("tenant_id","campaign_id","verdict","decided_at" DESC NULLS LAST,"member_id");--> statement-breakpoint
CREATE INDEX "candidates_of_run" ON "candidates" USING btree ("tenant_id","run_id");--> statement-breakpoint
CREATE INDEX "categories_by_path" ON "categories" USING btree ("tenant_id","path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "products_by_name" ON "products" USING btree ("tenant_id","name" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "products_by_category" ON "products" USING btree ("tenant_id","category_id");--> statement-breakpoint
CREATE INDEX "products_by_jan" ON "products" USING btree ("tenant_id","jan_code");--> statement-breakpoint
CREATE INDEX "captured_mails_by_time" ON "captured_mails" USING btree ("at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "deliveries_by_chunk" ON "deliveries" USING btree ("tenant_id","chunk_id");--> statement-breakpoint
CREATE INDEX "deliveries_by_member" ON "deliveries" USING btree ("tenant_id","member_id","send_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "deliveries_by_campaign" ON "deliveries" USING btree ("tenant_id","campaign_id","state","send_at");--> statement-breakpoint
CREATE INDEX "send_chunks_due" ON "send_chunks" USING btree ("lane","send_at") WHERE state in ('ready', 'leased');--> statement-breakpoint
CREATE INDEX "send_chunks_by_campaign" ON "send_chunks" USING btree ("tenant_id","campaign_id","state");--> statement-breakpoint
CREATE INDEX "suppressions_open" ON "suppressions" USING btree ("tenant_id","member_id","channel") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "events_by_kind" ON "events" USING btree ("tenant_id","member_id","kind","occurred_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_log_by_time" ON "audit_log" USING btree ("tenant_id","at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_log_by_member" ON "audit_log" USING btree ("tenant_id","member_id","at" DESC NULLS LAST) WHERE member_id is not null;--> statement-breakpoint
CREATE INDEX "outbox_events_due" ON "outbox_events" USING btree ("next_attempt_at","id");--> statement-breakpoint
CREATE INDEX "consents_newest" ON "consents" USING btree ("tenant_id","member_id","channel","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "member_keys_by_member" ON "member_keys" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE INDEX "member_links_by_member" ON "member_links" USING btree ("tenant_id","member_id");--> statement-breakpoint
CREATE INDEX "member_sessions_by_member" ON "member_sessions" USING btree ("tenant_id","member_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "members_by_joined" ON "members" USING btree ("tenant_id","joined_at" DESC NULLS LAST,"member_id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "members_by_kana" ON "members" USING btree ("tenant_id","kana_normalised" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "members_by_name" ON "members" USING btree ("tenant_id","name_normalised" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "members_by_email" ON "members" USING btree ("tenant_id","email_normalised");--> statement-breakpoint
CREATE INDEX "members_by_phone" ON "members" USING btree ("tenant_id","phone_normalised");--> statement-breakpoint
CREATE INDEX "members_by_last_login" ON "members" USING btree ("tenant_id","last_login_at");--> statement-breakpoint
CREATE INDEX "members_by_birthday" ON "members" USING btree ("tenant_id","birthday");--> statement-breakpoint
CREATE INDEX "point_journals_cause" ON "point_journals" USING btree ("tenant_id","member_id","cause_id");--> statement-breakpoint
CREATE INDEX "point_lot_moves_by_lot" ON "point_lot_moves" USING btree ("tenant_id","member_id","lot_id");--> statement-breakpoint
CREATE INDEX "point_lots_open" ON "point_lots" USING btree ("tenant_id","member_id","priority","expires_at","id") WHERE remaining > 0;--> statement-breakpoint
CREATE INDEX "point_lots_by_journal" ON "point_lots" USING btree ("tenant_id","member_id","journal_id");--> statement-breakpoint
CREATE INDEX "point_programs_newest" ON "point_programs" USING btree ("tenant_id","valid_from" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "wallets_due" ON "wallets" USING btree ("tenant_id","next_due_at");--> statement-breakpoint
CREATE INDEX "wallets_by_available" ON "wallets" USING btree ("tenant_id","available");--> statement-breakpoint
CREATE INDEX "purchase_lines_of_purchase" ON "purchase_lines" USING btree ("tenant_id","member_id","purchase_id");--> statement-breakpoint
CREATE INDEX "purchase_lines_by_product" ON "purchase_lines" USING btree ("tenant_id","product_id","member_id","occurred_at");--> statement-breakpoint
CREATE INDEX "purchase_lines_by_member" ON "purchase_lines" USING btree ("tenant_id","member_id","occurred_at");--> statement-breakpoint
CREATE INDEX "purchases_by_time" ON "purchases" USING btree ("tenant_id","member_id","occurred_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "purchases_recent" ON "purchases" USING btree ("tenant_id","occurred_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "staff_memberships_one_open" ON "staff_memberships" USING btree ("tenant_id","account_id") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "staff_memberships_by_account" ON "staff_memberships" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "staff_sessions_by_account" ON "staff_sessions" USING btree ("account_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "staff_sign_in_links_by_account" ON "staff_sign_in_links" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "warranties_by_end" ON "warranties" USING btree ("tenant_id","ends_on","member_id") WHERE voided_at is null;