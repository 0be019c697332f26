import type { SegmentRule } from "@/server/segments/input";

export const benchNow = new Date("2026-11-22T03:00:00Z");
const id = (kind: number, n: number) => `000${kind}0001-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
export const benchTenant = id(1, 0);
const tenant = `'${benchTenant}'::uuid`;
const someProducts = Array.from({ length: 10 }, (_, i) => id(3, 100 + i * 37));

export interface Question {
  name: string;
  rule: SegmentRule;
  /** The same question as somebody who knows the tables would type it, values and all. */
  bare: string;
}

// Tokyo midnight is 15:00 UTC of the day before.
const midnight = (day: string) => `timestamptz '${day} 00:00:00+09'`;
const now = `timestamptz '${benchNow.toISOString()}'`;

export const questions: Question[] = [
  {
    name: "warranty ends within 30 days, mail allowed",
    rule: {
      type: "and",
      of: [
        { type: "warranty_days_left", from: 0, to: 30 },
        { type: "consent", channel: "mail", isGranted: true },
      ],
    },
    bare: `select count(*) as n from members m where m.tenant_id = ${tenant} and m.withdrawn_at is null and m.mail_opt_in
      and exists (select from warranties w where w.tenant_id = m.tenant_id and w.member_id = m.member_id and w.voided_at is null
        and w.ends_on between date '2026-11-22' and date '2026-12-22')`,
  },
  {
    name: "bought for 30,000 yen or more in 90 days",
    rule: { type: "purchases", measure: "yen", atLeast: 30_000, where: { period: { lastDays: 90 } } },
    bare: `select count(*) as n from members m join (
        select member_id from purchase_lines where tenant_id = ${tenant} and (quantity > 0 or return_of_line_id is null)
          and occurred_at >= ${midnight("2026-08-24")} and occurred_at <= ${now}
        group by member_id
        having sum(case when quantity < 0 then amount_yen when returned_quantity = 0 then amount_yen
          else amount_yen * (quantity - returned_quantity) / quantity end) >= 30000
      ) l on l.member_id = m.member_id
      where m.tenant_id = ${tenant} and m.withdrawn_at is null`,
  },
  {
    name: "twice or more in a category subtree in a year, nothing for 90 days",
    rule: {
      type: "and",
      of: [
        {
          type: "purchases",
          measure: "times",
          atLeast: 2,
          where: { categoryIds: [id(2, 3)], period: { lastDays: 365 } },
        },
        { type: "not", of: { type: "purchases", measure: "times", atLeast: 1, where: { period: { lastDays: 90 } } } },
      ],
    },
    bare: `select count(*) as n from members m join (
        select l.member_id from purchase_lines l join products p on p.tenant_id = l.tenant_id and p.id = l.product_id
          join categories c on c.tenant_id = p.tenant_id and c.id = p.category_id and c.path like '/${id(2, 3)}/%'
        where l.tenant_id = ${tenant} and l.quantity > l.returned_quantity and l.occurred_at >= ${midnight("2025-11-22")} and l.occurred_at <= ${now}
        group by l.member_id having count(distinct l.purchase_id) >= 2
      ) g on g.member_id = m.member_id
      where m.tenant_id = ${tenant} and m.withdrawn_at is null
        and not exists (select from purchase_lines l where l.tenant_id = m.tenant_id and l.member_id = m.member_id
          and l.quantity > l.returned_quantity and l.occurred_at >= ${midnight("2026-08-24")} and l.occurred_at <= ${now})`,
  },
  {
    name: "women of 30 to 49 in two prefectures, mail known and allowed",
    rule: {
      type: "and",
      of: [
        { type: "gender", in: ["female"] },
        { type: "age", from: 30, to: 49 },
        { type: "prefecture", in: ["東京都", "神奈川県"] },
        { type: "has_mail", is: true },
        { type: "consent", channel: "mail", isGranted: true },
      ],
    },
    bare: `select count(*) as n from members m where m.tenant_id = ${tenant} and m.withdrawn_at is null and m.gender = 'female'
      and m.birthday > date '1976-11-22' and m.birthday <= date '1996-11-22' and m.prefecture in ('東京都', '神奈川県')
      and m.email_normalised is not null and m.mail_opt_in`,
  },
  {
    name: "500 points die within 30 days, no log-in for 30 days",
    rule: {
      type: "and",
      of: [
        { type: "points_expiring", withinDays: 30, atLeast: 500 },
        { type: "last_login", period: { beforeLastDays: 30 } },
      ],
    },
    bare: `select count(*) as n from members m join (
        select member_id from point_lots where tenant_id = ${tenant} and remaining > 0 and state <> 'expired'
          and available_at <= ${now} and expires_at > ${now} and expires_at < ${midnight("2026-12-23")}
        group by member_id having sum(remaining) >= 500
      ) l on l.member_id = m.member_id
      where m.tenant_id = ${tenant} and m.withdrawn_at is null and m.last_login_at < ${midnight("2026-10-23")}`,
  },
  {
    name: "birthday this month, or one of ten products within 180 days",
    rule: {
      type: "or",
      of: [
        { type: "birthday_month", monthsAhead: 0 },
        {
          type: "purchases",
          measure: "times",
          atLeast: 1,
          where: { productIds: someProducts, period: { lastDays: 180 } },
        },
      ],
    },
    bare: `select count(*) as n from members m where m.tenant_id = ${tenant} and m.withdrawn_at is null
      and (extract(month from m.birthday) = 11 or m.member_id in (select l.member_id from purchase_lines l where l.tenant_id = ${tenant}
        and l.product_id in (${someProducts.map((p) => `'${p}'`).join(", ")}) and l.quantity > l.returned_quantity
        and l.occurred_at >= ${midnight("2026-05-26")} and l.occurred_at <= ${now}))`,
  },
];
