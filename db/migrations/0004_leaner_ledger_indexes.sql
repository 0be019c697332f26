DROP INDEX "point_lots_by_journal";--> statement-breakpoint
DROP INDEX "wallets_by_available";--> statement-breakpoint
-- Room on the page for the next version of a row that every posting updates.
ALTER TABLE "wallets" SET (fillfactor = 70);--> statement-breakpoint
ALTER TABLE "point_lots" SET (fillfactor = 85);
