DROP INDEX "point_journals_by_hand";--> statement-breakpoint
DROP INDEX "anonymous_sales_at_store";--> statement-breakpoint
DROP INDEX "purchases_at_store";--> statement-breakpoint
CREATE INDEX "point_journals_by_hand" ON "point_journals" USING btree ("tenant_id","store_id","occurred_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE kind = 'adjust' or (kind = 'spend' and cause_id = id);--> statement-breakpoint
CREATE INDEX "anonymous_sales_at_store" ON "anonymous_sales" USING btree ("tenant_id","store_id","occurred_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "purchases_at_store" ON "purchases" USING btree ("tenant_id","store_id","occurred_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);