CREATE TABLE "pos_calls" (
	"tenant_id" uuid NOT NULL,
	"device" text NOT NULL,
	"call_id" text NOT NULL,
	"kind" text NOT NULL,
	"request_hash" text NOT NULL,
	"answer" jsonb,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pos_calls_tenant_id_device_call_id_pk" PRIMARY KEY("tenant_id","device","call_id"),
	CONSTRAINT "pos_calls_kind" CHECK (kind in ('sale', 'return', 'void', 'hold', 'post_hold', 'void_hold'))
);
--> statement-breakpoint
CREATE TABLE "pos_offline_spends" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"business_date" date NOT NULL,
	"points" bigint NOT NULL,
	CONSTRAINT "pos_offline_spends_tenant_id_member_id_business_date_pk" PRIMARY KEY("tenant_id","member_id","business_date"),
	CONSTRAINT "pos_offline_spends_points" CHECK (points > 0)
);
--> statement-breakpoint
CREATE TABLE "pos_receipt_coupons" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coupon_id" uuid NOT NULL,
	"segment_id" uuid,
	"minimum_yen" bigint,
	"category_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"stopped_at" timestamp (3) with time zone,
	CONSTRAINT "pos_receipt_coupons_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "pos_receipt_coupons_minimum" CHECK (minimum_yen > 0)
);
--> statement-breakpoint
CREATE TABLE "pos_voided_receipts" (
	"tenant_id" uuid NOT NULL,
	"receipt_no" text NOT NULL,
	"device" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pos_voided_receipts_tenant_id_receipt_no_pk" PRIMARY KEY("tenant_id","receipt_no")
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "spend_proof" text DEFAULT 'card' NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "offline_spend_per_day" integer DEFAULT 1000 NOT NULL;--> statement-breakpoint
ALTER TABLE "pos_calls" ADD CONSTRAINT "pos_calls_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pos_offline_spends" ADD CONSTRAINT "pos_offline_spends_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pos_receipt_coupons" ADD CONSTRAINT "pos_receipt_coupons_tenant_id_coupon_id_coupons_tenant_id_id_fk" FOREIGN KEY ("tenant_id","coupon_id") REFERENCES "public"."coupons"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pos_voided_receipts" ADD CONSTRAINT "pos_voided_receipts_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_spend_proof" CHECK (spend_proof in ('card', 'code'));--> statement-breakpoint
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_offline_spend" CHECK (offline_spend_per_day between 0 and 1000000);