CREATE TABLE "repair_estimate_lines" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"estimate_id" uuid NOT NULL,
	"line_no" integer NOT NULL,
	"kind" text NOT NULL,
	"description" text NOT NULL,
	"amount_yen" bigint NOT NULL,
	CONSTRAINT "repair_estimate_lines_tenant_id_member_id_estimate_id_line_no_pk" PRIMARY KEY("tenant_id","member_id","estimate_id","line_no"),
	CONSTRAINT "repair_estimate_lines_kind" CHECK (kind in ('parts', 'labour', 'shipping', 'other')),
	CONSTRAINT "repair_estimate_lines_amount" CHECK (amount_yen >= 0)
);
--> statement-breakpoint
CREATE TABLE "repair_estimates" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"repair_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"total_yen" bigint NOT NULL,
	"tax_yen" bigint NOT NULL,
	"tax_percent" integer NOT NULL,
	"decline_fee_yen" bigint NOT NULL,
	"valid_until" date NOT NULL,
	"note" text,
	"made_at" timestamp (3) with time zone NOT NULL,
	"made_by_id" uuid,
	"decided_at" timestamp (3) with time zone,
	"decided_by_kind" text,
	"decided_by_id" uuid,
	"decided_via" text,
	"decision_note" text,
	CONSTRAINT "repair_estimates_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "repair_estimates_version" UNIQUE("tenant_id","member_id","repair_id","version"),
	CONSTRAINT "repair_estimates_state" CHECK (state in ('sent', 'approved', 'declined', 'voided')),
	CONSTRAINT "repair_estimates_via" CHECK (decided_via in ('my_page', 'phone', 'counter')),
	CONSTRAINT "repair_estimates_amounts" CHECK (total_yen >= 0 and tax_yen between 0 and total_yen and decline_fee_yen >= 0)
);
--> statement-breakpoint
CREATE TABLE "repair_events" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"repair_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"from_state" text,
	"to_state" text,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"note" text,
	"is_internal" boolean DEFAULT false NOT NULL,
	"details" jsonb,
	CONSTRAINT "repair_events_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "repair_events_kind" CHECK (kind in ('state', 'note', 'coverage', 'estimate', 'item', 'photo'))
);
--> statement-breakpoint
CREATE TABLE "repair_photos" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"repair_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"added_by_kind" text NOT NULL,
	CONSTRAINT "repair_photos_tenant_id_member_id_repair_id_file_id_pk" PRIMARY KEY("tenant_id","member_id","repair_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "repair_policies" (
	"tenant_id" uuid NOT NULL,
	"policy" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by_id" uuid,
	CONSTRAINT "repair_policies_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE TABLE "repair_requests" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"receipt_no" text NOT NULL,
	"request_key" uuid NOT NULL,
	"source" text NOT NULL,
	"state" text NOT NULL,
	"state_since" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"product_id" uuid,
	"product_name" text NOT NULL,
	"serial_no" text,
	"warranty_id" uuid,
	"symptom" text NOT NULL,
	"cause" text NOT NULL,
	"description" text NOT NULL,
	"noticed" text NOT NULL,
	"hand_over" text NOT NULL,
	"store_id" uuid,
	"postal_code" text,
	"prefecture" text,
	"city" text,
	"address_line" text,
	"pick_up_on" date,
	"pick_up_window" text,
	"contact_way" text NOT NULL,
	"contact_phone" text,
	"coverage" text NOT NULL,
	"rule_coverage" text NOT NULL,
	"rule_reason" text NOT NULL,
	"override_reason" text,
	"overridden_by_id" uuid,
	"overridden_at" timestamp (3) with time zone,
	"promised_on" date,
	"accessories" text,
	"item_in_at" timestamp (3) with time zone,
	"item_out_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "repair_requests_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "repair_requests_once" UNIQUE("tenant_id","member_id","request_key"),
	CONSTRAINT "repair_requests_state" CHECK (state in ('received', 'quoted', 'approved', 'in_repair', 'ready', 'done', 'declined', 'refused', 'cancelled')),
	CONSTRAINT "repair_requests_source" CHECK (source in ('my_page', 'counter')),
	CONSTRAINT "repair_requests_hand_over" CHECK (hand_over in ('store', 'pick_up')),
	CONSTRAINT "repair_requests_contact" CHECK (contact_way in ('mail', 'phone')),
	CONSTRAINT "repair_requests_coverage" CHECK (coverage in ('warranty', 'paid') and rule_coverage in ('warranty', 'paid')),
	CONSTRAINT "repair_requests_override" CHECK (coverage = rule_coverage or override_reason is not null)
);
--> statement-breakpoint
CREATE TABLE "set_up_choices" (
	"tenant_id" uuid NOT NULL,
	"step" text NOT NULL,
	"choice" text NOT NULL,
	"chosen_at" timestamp (3) with time zone NOT NULL,
	"chosen_by_id" uuid,
	CONSTRAINT "set_up_choices_tenant_id_step_pk" PRIMARY KEY("tenant_id","step"),
	CONSTRAINT "set_up_choices_choice" CHECK (choice in ('confirmed', 'skipped'))
);
--> statement-breakpoint
CREATE TABLE "sign_ups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email_normalised" text NOT NULL,
	"token_hash" text NOT NULL,
	"locale" text DEFAULT 'ja' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "sign_ups_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "sign_ups_locale" CHECK (locale in ('ja', 'en'))
);
--> statement-breakpoint
ALTER TABLE "member_keys" DROP CONSTRAINT "member_keys_kind";--> statement-breakpoint
ALTER TABLE "stores" ADD COLUMN "postal_code" text;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "logo_file_id" uuid;--> statement-breakpoint
ALTER TABLE "repair_estimate_lines" ADD CONSTRAINT "repair_estimate_lines_tenant_id_member_id_estimate_id_repair_estimates_tenant_id_member_id_id_fk" FOREIGN KEY ("tenant_id","member_id","estimate_id") REFERENCES "public"."repair_estimates"("tenant_id","member_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repair_estimates" ADD CONSTRAINT "repair_estimates_tenant_id_member_id_repair_id_repair_requests_tenant_id_member_id_id_fk" FOREIGN KEY ("tenant_id","member_id","repair_id") REFERENCES "public"."repair_requests"("tenant_id","member_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repair_events" ADD CONSTRAINT "repair_events_tenant_id_member_id_repair_id_repair_requests_tenant_id_member_id_id_fk" FOREIGN KEY ("tenant_id","member_id","repair_id") REFERENCES "public"."repair_requests"("tenant_id","member_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repair_photos" ADD CONSTRAINT "repair_photos_tenant_id_member_id_repair_id_repair_requests_tenant_id_member_id_id_fk" FOREIGN KEY ("tenant_id","member_id","repair_id") REFERENCES "public"."repair_requests"("tenant_id","member_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repair_policies" ADD CONSTRAINT "repair_policies_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repair_requests" ADD CONSTRAINT "repair_requests_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "set_up_choices" ADD CONSTRAINT "set_up_choices_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "repair_events_of_repair" ON "repair_events" USING btree ("tenant_id","member_id","repair_id","at");--> statement-breakpoint
CREATE INDEX "repair_events_by_state" ON "repair_events" USING btree ("tenant_id","at") WHERE kind = 'state';--> statement-breakpoint
CREATE INDEX "repair_requests_by_id" ON "repair_requests" USING btree ("tenant_id","id");--> statement-breakpoint
CREATE INDEX "repair_requests_board" ON "repair_requests" USING btree ("tenant_id","state","state_since","id");--> statement-breakpoint
CREATE INDEX "repair_requests_by_member" ON "repair_requests" USING btree ("tenant_id","member_id","requested_at" DESC NULLS FIRST);--> statement-breakpoint
ALTER TABLE "member_keys" ADD CONSTRAINT "member_keys_kind" CHECK (kind in ('email', 'phone', 'card', 'line', 'external', 'receipt', 'repair'));