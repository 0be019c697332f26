CREATE TABLE "result_answers" (
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"answer" jsonb NOT NULL,
	"computed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "result_answers_tenant_id_kind_subject_id_pk" PRIMARY KEY("tenant_id","kind","subject_id")
);
--> statement-breakpoint
ALTER TABLE "send_chunks" ADD COLUMN "message_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "deliveries_by_clicking" ON "deliveries" USING brin ("clicked_at");--> statement-breakpoint
CREATE INDEX "deliveries_by_sending" ON "deliveries" USING brin ("send_at");--> statement-breakpoint
UPDATE "send_chunks" c SET "message_count" = (SELECT count(*) FROM "deliveries" d WHERE d.tenant_id = c.tenant_id AND d.chunk_id = c.id)
WHERE c.state IN ('ready', 'leased', 'held');
