CREATE TABLE "anonymous_coupon_uses" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coupon_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"code" text NOT NULL,
	"sale_id" uuid NOT NULL,
	"discount_yen" bigint DEFAULT 0 NOT NULL,
	"store_id" uuid,
	"staff_membership_id" uuid,
	"used_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"business_date" date NOT NULL,
	"returned_at" timestamp (3) with time zone,
	"returned_by" text,
	CONSTRAINT "anonymous_coupon_uses_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "anonymous_coupon_uses_returned" CHECK ((returned_at is null) = (returned_by is null)),
	CONSTRAINT "anonymous_coupon_uses_discount" CHECK (discount_yen >= 0)
);
--> statement-breakpoint
CREATE TABLE "coupon_batches" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coupon_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"wanted" integer NOT NULL,
	"made" integer DEFAULT 0 NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "coupon_batches_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "coupon_batches_state" CHECK (state in ('queued', 'running', 'stopped', 'done')),
	CONSTRAINT "coupon_batches_made" CHECK (made between 0 and wanted and wanted between 1 and 1000000)
);
--> statement-breakpoint
CREATE TABLE "coupon_codes" (
	"tenant_id" uuid NOT NULL,
	"code" text NOT NULL,
	"coupon_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"batch_id" uuid,
	"member_id" uuid,
	"held_id" uuid,
	"used" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"taken_at" timestamp (3) with time zone,
	"used_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "coupon_codes_tenant_id_code_pk" PRIMARY KEY("tenant_id","code"),
	CONSTRAINT "coupon_codes_kind" CHECK (kind in ('word', 'unique', 'held')),
	CONSTRAINT "coupon_codes_once" CHECK (used >= 0 and (kind = 'word' or used <= 1)),
	CONSTRAINT "coupon_codes_holder" CHECK ((member_id is null) = (held_id is null) and (held_id is null or used = 0))
);
--> statement-breakpoint
CREATE TABLE "coupon_counters" (
	"tenant_id" uuid NOT NULL,
	"coupon_id" uuid NOT NULL,
	"period" text NOT NULL,
	"counted" bigint DEFAULT 0 NOT NULL,
	"most" bigint NOT NULL,
	CONSTRAINT "coupon_counters_tenant_id_coupon_id_period_pk" PRIMARY KEY("tenant_id","coupon_id","period"),
	CONSTRAINT "coupon_counters_within" CHECK (counted between 0 and most)
);
--> statement-breakpoint
CREATE TABLE "coupon_links" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coupon_id" uuid NOT NULL,
	"token" text NOT NULL,
	"name" text NOT NULL,
	"store_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "coupon_links_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "coupon_links_token" UNIQUE("tenant_id","token")
);
--> statement-breakpoint
CREATE TABLE "coupon_uses" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coupon_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"held_id" uuid,
	"code" text,
	"way" text NOT NULL,
	"purchase_id" uuid,
	"discount_yen" bigint DEFAULT 0 NOT NULL,
	"store_id" uuid,
	"staff_membership_id" uuid,
	"used_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"business_date" date NOT NULL,
	"undo_until" timestamp (3) with time zone,
	"returned_at" timestamp (3) with time zone,
	"returned_by" text,
	CONSTRAINT "coupon_uses_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "coupon_uses_way" CHECK (way in ('sale', 'torn')),
	CONSTRAINT "coupon_uses_returned" CHECK ((returned_at is null) = (returned_by is null)),
	CONSTRAINT "coupon_uses_discount" CHECK (discount_yen >= 0)
);
--> statement-breakpoint
CREATE TABLE "coupon_versions" (
	"tenant_id" uuid NOT NULL,
	"coupon_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	CONSTRAINT "coupon_versions_tenant_id_coupon_id_version_pk" PRIMARY KEY("tenant_id","coupon_id","version")
);
--> statement-breakpoint
CREATE TABLE "coupons" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"stopped_at" timestamp (3) with time zone,
	"stopped_by" uuid,
	CONSTRAINT "coupons_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "coupons_kind" CHECK (kind in ('amount', 'percent', 'gift', 'points'))
);
--> statement-breakpoint
CREATE TABLE "held_coupons" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coupon_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"code" text NOT NULL,
	"source" text NOT NULL,
	"source_id" uuid,
	"issue_key" text NOT NULL,
	"store_id" uuid,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"shown_at" timestamp (3) with time zone,
	"uses" integer DEFAULT 0 NOT NULL,
	"most_uses" integer DEFAULT 1 NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "held_coupons_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "held_coupons_key" UNIQUE("tenant_id","member_id","issue_key"),
	CONSTRAINT "held_coupons_source" CHECK (source in ('campaign', 'staff', 'receipt', 'link', 'code', 'sign_up', 'reward', 'rank', 'import')),
	CONSTRAINT "held_coupons_uses" CHECK (uses between 0 and most_uses and most_uses >= 1),
	CONSTRAINT "held_coupons_span" CHECK (valid_until > valid_from)
);
--> statement-breakpoint
CREATE TABLE "reward_orders" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"reward_id" uuid NOT NULL,
	"order_key" text NOT NULL,
	"order_no" text NOT NULL,
	"kind" text NOT NULL,
	"texts" jsonb NOT NULL,
	"points" bigint NOT NULL,
	"value_yen" bigint NOT NULL,
	"state" text NOT NULL,
	"store_id" uuid,
	"held_coupon_id" uuid,
	"journal_id" uuid NOT NULL,
	"ordered_at" timestamp (3) with time zone NOT NULL,
	"ready_at" timestamp (3) with time zone,
	"handed_over_at" timestamp (3) with time zone,
	"handed_over_by" uuid,
	"cancelled_at" timestamp (3) with time zone,
	"cancel_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "reward_orders_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "reward_orders_key" UNIQUE("tenant_id","member_id","order_key"),
	CONSTRAINT "reward_orders_state" CHECK (state in ('ordered', 'ready', 'handed_over', 'cancelled')),
	CONSTRAINT "reward_orders_kind" CHECK (kind in ('goods', 'coupon')),
	CONSTRAINT "reward_orders_points" CHECK (points >= 1)
);
--> statement-breakpoint
CREATE TABLE "reward_stocks" (
	"tenant_id" uuid NOT NULL,
	"reward_id" uuid NOT NULL,
	"pieces" integer NOT NULL,
	CONSTRAINT "reward_stocks_tenant_id_reward_id_pk" PRIMARY KEY("tenant_id","reward_id"),
	CONSTRAINT "reward_stocks_pieces" CHECK (pieces >= 0)
);
--> statement-breakpoint
CREATE TABLE "rewards" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"texts" jsonb NOT NULL,
	"price_points" bigint NOT NULL,
	"value_yen" bigint NOT NULL,
	"picture_id" uuid,
	"coupon_id" uuid,
	"most_per_member" integer,
	"rank_ids" jsonb,
	"store_ids" jsonb,
	"valid_from" timestamp (3) with time zone,
	"valid_until" timestamp (3) with time zone,
	"place" integer DEFAULT 100 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"stopped_at" timestamp (3) with time zone,
	CONSTRAINT "rewards_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "rewards_kind" CHECK (kind in ('goods', 'coupon')),
	CONSTRAINT "rewards_coupon" CHECK ((kind = 'coupon') = (coupon_id is not null)),
	CONSTRAINT "rewards_price" CHECK (price_points >= 1 and value_yen >= 0),
	CONSTRAINT "rewards_limit" CHECK (most_per_member >= 1)
);
--> statement-breakpoint
ALTER TABLE "coupon_uses" ADD CONSTRAINT "coupon_uses_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "coupon_versions" ADD CONSTRAINT "coupon_versions_tenant_id_coupon_id_coupons_tenant_id_id_fk" FOREIGN KEY ("tenant_id","coupon_id") REFERENCES "public"."coupons"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_coupons" ADD CONSTRAINT "held_coupons_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reward_orders" ADD CONSTRAINT "reward_orders_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "anonymous_coupon_uses_of_sale" ON "anonymous_coupon_uses" USING btree ("tenant_id","sale_id");--> statement-breakpoint
CREATE INDEX "anonymous_coupon_uses_of_coupon" ON "anonymous_coupon_uses" USING btree ("tenant_id","coupon_id","used_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "coupon_batches_of_coupon" ON "coupon_batches" USING btree ("tenant_id","coupon_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "coupon_codes_of_coupon" ON "coupon_codes" USING btree ("tenant_id","coupon_id","kind","code");--> statement-breakpoint
CREATE INDEX "coupon_codes_of_batch" ON "coupon_codes" USING btree ("tenant_id","batch_id","code") WHERE batch_id is not null;--> statement-breakpoint
CREATE INDEX "coupon_links_of_coupon" ON "coupon_links" USING btree ("tenant_id","coupon_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "coupon_uses_of_purchase" ON "coupon_uses" USING btree ("tenant_id","member_id","purchase_id");--> statement-breakpoint
CREATE INDEX "coupon_uses_by_member" ON "coupon_uses" USING btree ("tenant_id","member_id","coupon_id");--> statement-breakpoint
CREATE INDEX "coupon_uses_of_coupon" ON "coupon_uses" USING btree ("tenant_id","coupon_id","used_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "coupon_uses_once_a_sale" ON "coupon_uses" USING btree ("tenant_id","member_id","purchase_id","coupon_id") WHERE purchase_id is not null and returned_at is null;--> statement-breakpoint
CREATE INDEX "coupons_newest" ON "coupons" USING btree ("tenant_id","updated_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "held_coupons_open" ON "held_coupons" USING btree ("tenant_id","member_id","valid_until") WHERE uses < most_uses and withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "held_coupons_of_coupon" ON "held_coupons" USING btree ("tenant_id","coupon_id","issued_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "reward_orders_newest" ON "reward_orders" USING btree ("tenant_id","member_id","ordered_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "reward_orders_by_state" ON "reward_orders" USING btree ("tenant_id","state","ordered_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "reward_orders_of_reward" ON "reward_orders" USING btree ("tenant_id","reward_id","member_id");--> statement-breakpoint
CREATE INDEX "reward_orders_by_number" ON "reward_orders" USING btree ("tenant_id","order_no");--> statement-breakpoint
CREATE INDEX "rewards_in_order" ON "rewards" USING btree ("tenant_id","place","id");