DROP INDEX "campaign_runs_of";--> statement-breakpoint
DROP INDEX "campaigns_by_update";--> statement-breakpoint
DROP INDEX "candidates_of_campaign";--> statement-breakpoint
DROP INDEX "captured_mails_by_time";--> statement-breakpoint
DROP INDEX "deliveries_by_member";--> statement-breakpoint
DROP INDEX "events_by_kind";--> statement-breakpoint
DROP INDEX "audit_log_by_time";--> statement-breakpoint
DROP INDEX "audit_log_by_member";--> statement-breakpoint
DROP INDEX "consents_newest";--> statement-breakpoint
DROP INDEX "member_sessions_by_member";--> statement-breakpoint
DROP INDEX "members_by_joined";--> statement-breakpoint
DROP INDEX "point_programs_newest";--> statement-breakpoint
DROP INDEX "purchases_by_time";--> statement-breakpoint
DROP INDEX "purchases_recent";--> statement-breakpoint
DROP INDEX "staff_sessions_by_account";--> statement-breakpoint
CREATE INDEX "campaign_runs_of" ON "campaign_runs" USING btree ("tenant_id","campaign_id","due_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "campaigns_by_update" ON "campaigns" USING btree ("tenant_id","updated_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "candidates_of_campaign" ON "candidates" USING btree ("tenant_id","campaign_id","verdict","decided_at" DESC NULLS FIRST,"member_id");--> statement-breakpoint
CREATE INDEX "captured_mails_by_time" ON "captured_mails" USING btree ("at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "deliveries_by_member" ON "deliveries" USING btree ("tenant_id","member_id","send_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "events_by_kind" ON "events" USING btree ("tenant_id","member_id","kind","occurred_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_log_by_time" ON "audit_log" USING btree ("tenant_id","at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_log_by_member" ON "audit_log" USING btree ("tenant_id","member_id","at" DESC NULLS FIRST) WHERE member_id is not null;--> statement-breakpoint
CREATE INDEX "consents_newest" ON "consents" USING btree ("tenant_id","member_id","channel","at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "member_sessions_by_member" ON "member_sessions" USING btree ("tenant_id","member_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "members_by_joined" ON "members" USING btree ("tenant_id","joined_at" DESC NULLS FIRST,"member_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "point_programs_newest" ON "point_programs" USING btree ("tenant_id","valid_from" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "purchases_by_time" ON "purchases" USING btree ("tenant_id","member_id","occurred_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "purchases_recent" ON "purchases" USING btree ("tenant_id","occurred_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "staff_sessions_by_account" ON "staff_sessions" USING btree ("account_id","created_at" DESC NULLS FIRST);