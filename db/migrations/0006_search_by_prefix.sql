DROP INDEX "members_by_email";--> statement-breakpoint
DROP INDEX "members_by_phone";--> statement-breakpoint
CREATE INDEX "members_by_email" ON "members" USING btree ("tenant_id","email_normalised" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "members_by_phone" ON "members" USING btree ("tenant_id","phone_normalised" text_pattern_ops);