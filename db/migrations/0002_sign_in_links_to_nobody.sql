ALTER TABLE "staff_sign_in_links" DROP CONSTRAINT "staff_sign_in_links_account_id_staff_accounts_id_fk";
