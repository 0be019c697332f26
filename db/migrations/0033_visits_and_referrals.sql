CREATE TABLE "check_in_places" (
	"tenant_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"token" text NOT NULL,
	"proof" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "check_in_places_tenant_id_store_id_pk" PRIMARY KEY("tenant_id","store_id"),
	CONSTRAINT "check_in_places_token" UNIQUE("tenant_id","token"),
	CONSTRAINT "check_in_places_proof" CHECK (proof in ('poster', 'changing'))
);
--> statement-breakpoint
CREATE TABLE "referrals" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"inviter_id" uuid NOT NULL,
	"accepted_at" timestamp (3) with time zone NOT NULL,
	"refused_for" text,
	"purchase_id" uuid,
	"bought_at" timestamp (3) with time zone,
	"returned_at" timestamp (3) with time zone,
	CONSTRAINT "referrals_tenant_id_member_id_pk" PRIMARY KEY("tenant_id","member_id"),
	CONSTRAINT "referrals_bought" CHECK ((purchase_id is null) = (bought_at is null))
);
--> statement-breakpoint
CREATE TABLE "store_visits" (
	"tenant_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"business_date" date NOT NULL,
	"visited_at" timestamp (3) with time zone NOT NULL,
	"proof" text NOT NULL,
	"points" bigint NOT NULL,
	CONSTRAINT "store_visits_tenant_id_member_id_id_pk" PRIMARY KEY("tenant_id","member_id","id"),
	CONSTRAINT "store_visits_once" UNIQUE("tenant_id","member_id","store_id","business_date"),
	CONSTRAINT "store_visits_points" CHECK (points >= 0)
);
--> statement-breakpoint
ALTER TABLE "member_keys" DROP CONSTRAINT "member_keys_kind";--> statement-breakpoint
ALTER TABLE "member_links" DROP CONSTRAINT "member_links_purpose";--> statement-breakpoint
ALTER TABLE "earn_promises" ADD COLUMN "kept_by" uuid;--> statement-breakpoint
ALTER TABLE "earn_promises" ADD COLUMN "attempt" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "earn_promises" ADD COLUMN "expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "member_links" ADD COLUMN "invite_code" text;--> statement-breakpoint
ALTER TABLE "point_family_members" ADD COLUMN "lends" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "referrals" ADD CONSTRAINT "referrals_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "store_visits" ADD CONSTRAINT "store_visits_tenant_id_member_id_members_tenant_id_member_id_fk" FOREIGN KEY ("tenant_id","member_id") REFERENCES "public"."members"("tenant_id","member_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "referrals_by_inviter" ON "referrals" USING btree ("tenant_id","inviter_id","accepted_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "referrals_newest" ON "referrals" USING btree ("tenant_id","accepted_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "store_visits_by_day" ON "store_visits" USING btree ("tenant_id","business_date","store_id");--> statement-breakpoint
ALTER TABLE "member_keys" ADD CONSTRAINT "member_keys_kind" CHECK (kind in ('email', 'phone', 'card', 'line', 'external', 'system', 'receipt', 'repair', 'friend'));--> statement-breakpoint
ALTER TABLE "member_links" ADD CONSTRAINT "member_links_purpose" CHECK (purpose in ('sign_in', 'claim_card', 'verify_email', 'join'));