ALTER TABLE "member_passes" ADD COLUMN "looked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "member_passes" ADD COLUMN "looks_hash" text;--> statement-breakpoint
ALTER TABLE "pass_issuers" ADD COLUMN "told_looks" text;