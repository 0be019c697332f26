CREATE TABLE "coupon_figure_changes" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coupon_id" uuid NOT NULL,
	"origin_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"issued" bigint DEFAULT 0 NOT NULL,
	"shown" bigint DEFAULT 0 NOT NULL,
	"used" bigint DEFAULT 0 NOT NULL,
	"returned" bigint DEFAULT 0 NOT NULL,
	"discount_yen" bigint DEFAULT 0 NOT NULL,
	"sale_yen" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "coupon_figure_changes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "coupon_figures" (
	"tenant_id" uuid NOT NULL,
	"coupon_id" uuid NOT NULL,
	"origin_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"issued" bigint DEFAULT 0 NOT NULL,
	"shown" bigint DEFAULT 0 NOT NULL,
	"used" bigint DEFAULT 0 NOT NULL,
	"returned" bigint DEFAULT 0 NOT NULL,
	"discount_yen" bigint DEFAULT 0 NOT NULL,
	"sale_yen" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "coupon_figures_tenant_id_coupon_id_origin_id_store_id_pk" PRIMARY KEY("tenant_id","coupon_id","origin_id","store_id")
);
--> statement-breakpoint
ALTER TABLE "anonymous_coupon_uses" ADD COLUMN "sale_yen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "coupon_uses" ADD COLUMN "sale_yen" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "held_coupons" ADD COLUMN "origin_id" uuid;--> statement-breakpoint
ALTER TABLE "pos_receipt_coupons" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "pos_receipt_coupons" ADD COLUMN "store_ids" jsonb;--> statement-breakpoint
ALTER TABLE "pos_receipt_coupons" ADD COLUMN "history_kind" text;--> statement-breakpoint
ALTER TABLE "pos_receipt_coupons" ADD COLUMN "history_category_id" uuid;--> statement-breakpoint
ALTER TABLE "pos_receipt_coupons" ADD COLUMN "history_days" integer;--> statement-breakpoint
ALTER TABLE "pos_receipt_coupons" ADD COLUMN "again_after_days" integer;--> statement-breakpoint
ALTER TABLE "pos_receipt_coupons" ADD COLUMN "place" integer DEFAULT 100 NOT NULL;--> statement-breakpoint
ALTER TABLE "pos_receipt_coupons" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "pos_receipt_coupons" ADD COLUMN "updated_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "coupon_figure_changes_of" ON "coupon_figure_changes" USING btree ("tenant_id","coupon_id");--> statement-breakpoint
CREATE INDEX "held_coupons_used" ON "held_coupons" USING btree ("tenant_id","coupon_id","issued_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE uses > 0;--> statement-breakpoint
CREATE INDEX "held_coupons_withdrawn" ON "held_coupons" USING btree ("tenant_id","coupon_id","issued_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE withdrawn_at is not null;--> statement-breakpoint
ALTER TABLE "pos_receipt_coupons" ADD CONSTRAINT "pos_receipt_coupons_history" CHECK ((history_kind is null) = (history_days is null) and history_kind in ('bought', 'not_bought'));--> statement-breakpoint
ALTER TABLE "pos_receipt_coupons" ADD CONSTRAINT "pos_receipt_coupons_days" CHECK (history_days > 0 and again_after_days > 0);
