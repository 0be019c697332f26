-- What happened before there were figures.
UPDATE "held_coupons" SET "origin_id" = "source_id" WHERE "source" = 'link' AND "source_id" IS NOT NULL;
--> statement-breakpoint
UPDATE "held_coupons" SET "origin_id" = split_part("issue_key", ':', 3)::uuid WHERE "source" = 'receipt' AND "issue_key" ~ '^receipt:[0-9a-f-]{36}:[0-9a-f-]{36}$';
--> statement-breakpoint
UPDATE "coupon_uses" u SET "sale_yen" = p."total_yen" FROM "purchases" p WHERE p."tenant_id" = u."tenant_id" AND p."member_id" = u."member_id" AND p."id" = u."purchase_id";
--> statement-breakpoint
UPDATE "anonymous_coupon_uses" u SET "sale_yen" = s."total_yen" FROM "anonymous_sales" s WHERE s."tenant_id" = u."tenant_id" AND s."id" = u."sale_id";
--> statement-breakpoint
UPDATE "pos_receipt_coupons" SET "updated_at" = coalesce("stopped_at", "created_at");
--> statement-breakpoint
INSERT INTO "coupon_figures" ("tenant_id", "coupon_id", "origin_id", "store_id", "issued", "shown", "used", "returned", "discount_yen", "sale_yen")
SELECT x.tenant_id, x.coupon_id, coalesce(x.origin_id, '00000000-0000-0000-0000-000000000000'), coalesce(x.store_id, '00000000-0000-0000-0000-000000000000'),
  sum(x.issued), sum(x.shown), sum(x.used), sum(x.returned), sum(x.discount_yen), sum(x.sale_yen)
FROM (
  SELECT tenant_id, coupon_id, origin_id, store_id, 1 AS issued, (shown_at IS NOT NULL)::int AS shown, 0 AS used, 0 AS returned, 0 AS discount_yen, 0 AS sale_yen FROM held_coupons
  UNION ALL
  SELECT u.tenant_id, u.coupon_id, h.origin_id, u.store_id, 0, 0, 1, (u.returned_at IS NOT NULL)::int,
    CASE WHEN u.returned_at IS NULL THEN u.discount_yen ELSE 0 END, CASE WHEN u.returned_at IS NULL THEN u.sale_yen ELSE 0 END
  FROM coupon_uses u LEFT JOIN held_coupons h ON h.tenant_id = u.tenant_id AND h.member_id = u.member_id AND h.id = u.held_id
  UNION ALL
  SELECT tenant_id, coupon_id, NULL, store_id, 0, 0, 1, (returned_at IS NOT NULL)::int,
    CASE WHEN returned_at IS NULL THEN discount_yen ELSE 0 END, CASE WHEN returned_at IS NULL THEN sale_yen ELSE 0 END
  FROM anonymous_coupon_uses) x
GROUP BY 1, 2, 3, 4;
