update anonymous_sales r set return_of_id = substring(r.external_id from 6)::uuid
where r.kind = 'return' and r.external_id like 'VOID-%' and r.return_of_id is null;--> statement-breakpoint
update anonymous_sale_lines l set returned_quantity = l.quantity
from anonymous_sales r
where r.kind = 'return' and r.external_id like 'VOID-%' and l.tenant_id = r.tenant_id and l.sale_id = r.return_of_id
  and l.quantity > 0;
