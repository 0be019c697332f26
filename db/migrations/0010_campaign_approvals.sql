CREATE INDEX "deliveries_by_handing" ON "deliveries" USING brin ("handed_at");--> statement-breakpoint
CREATE INDEX "deliveries_by_opening" ON "deliveries" USING brin ("opened_at");