CREATE TABLE "file_parts" (
	"tenant_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "file_parts_tenant_id_file_id_part_pk" PRIMARY KEY("tenant_id","file_id","part")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"byte_count" bigint NOT NULL,
	"sha256" text,
	"width" integer,
	"height" integer,
	"member_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by_id" uuid,
	"kept_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	CONSTRAINT "files_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "files_byte_count" CHECK (byte_count >= 0)
);
--> statement-breakpoint
ALTER TABLE "file_parts" ADD CONSTRAINT "file_parts_tenant_id_file_id_files_tenant_id_id_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."files"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_stray" ON "files" USING btree ("tenant_id","created_at") WHERE kept_at is null;--> statement-breakpoint
CREATE INDEX "files_ending" ON "files" USING btree ("tenant_id","expires_at") WHERE expires_at is not null;--> statement-breakpoint
CREATE INDEX "files_by_member" ON "files" USING btree ("tenant_id","member_id") WHERE member_id is not null;