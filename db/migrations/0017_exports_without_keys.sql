ALTER TABLE "data_exports" DROP CONSTRAINT "data_exports_tenant_id_requested_by_staff_memberships_tenant_id_id_fk";
--> statement-breakpoint
ALTER TABLE "data_exports" DROP CONSTRAINT "data_exports_tenant_id_decided_by_staff_memberships_tenant_id_id_fk";
