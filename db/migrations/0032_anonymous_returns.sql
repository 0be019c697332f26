ALTER TABLE "anonymous_sale_lines" ADD COLUMN "returned_quantity" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "anonymous_sale_lines" ADD COLUMN "return_of_line_no" integer;--> statement-breakpoint
ALTER TABLE "anonymous_sales" ADD COLUMN "return_of_id" uuid;--> statement-breakpoint
CREATE INDEX "anonymous_sales_returns" ON "anonymous_sales" USING btree ("tenant_id","return_of_id") WHERE return_of_id is not null;--> statement-breakpoint
ALTER TABLE "anonymous_sale_lines" ADD CONSTRAINT "anonymous_sale_lines_returned" CHECK (returned_quantity between 0 and greatest(quantity, 0));