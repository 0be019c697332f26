import { bigint, timestamp, uuid } from "drizzle-orm/pg-core";

/** Column shorthands, so that every table spells its keys, instants and amounts alike. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });
export const whole = (name: string) => bigint(name, { mode: "number" });
export const tenantId = () => uuid("tenant_id").notNull();
export const memberId = () => uuid("member_id").notNull();
