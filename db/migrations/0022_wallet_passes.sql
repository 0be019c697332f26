CREATE TABLE "member_passes" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"platform" text NOT NULL,
	"content_hash" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"told_at" timestamp (3) with time zone,
	"failure" text,
	CONSTRAINT "member_passes_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "member_passes_one" UNIQUE("tenant_id","member_id","platform"),
	CONSTRAINT "member_passes_platform" CHECK (platform in ('apple', 'google'))
);
--> statement-breakpoint
CREATE TABLE "pass_devices" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"pass_id" uuid NOT NULL,
	"device_id" text NOT NULL,
	"push_token" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pass_devices_tenant_id_member_id_pass_id_device_id_pk" PRIMARY KEY("tenant_id","member_id","pass_id","device_id")
);
--> statement-breakpoint
CREATE TABLE "pass_issuers" (
	"tenant_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"issuer_id" text NOT NULL,
	"account_id" text NOT NULL,
	"certificate_pem" text,
	"authority_pem" text,
	"key_sealed" text NOT NULL,
	"valid_until" timestamp (3) with time zone,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "pass_issuers_tenant_id_platform_pk" PRIMARY KEY("tenant_id","platform"),
	CONSTRAINT "pass_issuers_platform" CHECK (platform in ('apple', 'google')),
	CONSTRAINT "pass_issuers_certificate" CHECK ((platform = 'apple') = (certificate_pem is not null))
);
--> statement-breakpoint
ALTER TABLE "member_passes" ADD CONSTRAINT "member_passes_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pass_devices" ADD CONSTRAINT "pass_devices_tenant_id_member_id_pass_id_member_passes_tenant_id_member_id_id_fk" FOREIGN KEY ("tenant_id","member_id","pass_id") REFERENCES "public"."member_passes"("tenant_id","member_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pass_issuers" ADD CONSTRAINT "pass_issuers_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "pass_devices_by_device" ON "pass_devices" USING btree ("tenant_id","device_id");