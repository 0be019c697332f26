import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant, memberId, tenantId, whole } from "./columns";
import { members } from "./members";

/** Where members check in: one place per store, with the address behind its QR code. */
export const checkInPlaces = pgTable(
  "check_in_places",
  {
    tenantId: tenantId(),
    storeId: uuid("store_id").notNull(),
    /** In the address of the QR code; a new one makes the posters that hang about worthless. */
    token: text("token").notNull(),
    /** 'poster': the address is enough; 'changing': only with the code that the store's screen shows now. */
    proof: text("proof").$type<"poster" | "changing">().notNull(),
    revision: integer("revision").notNull().default(1),
    openedAt: instant("opened_at").notNull(),
    closedAt: instant("closed_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.storeId] }),
    unique("check_in_places_token").on(t.tenantId, t.token),
    check("check_in_places_proof", sql`proof in ('poster', 'changing')`),
  ],
);

/** A member was at a store on a business day (来店). At most one per member, store and day. */
export const storeVisits = pgTable(
  "store_visits",
  {
    tenantId: tenantId(),
    memberId: memberId(),
    id: uuid("id").notNull(),
    storeId: uuid("store_id").notNull(),
    businessDate: date("business_date", { mode: "string" }).notNull(),
    visitedAt: instant("visited_at").notNull(),
    proof: text("proof").$type<"poster" | "changing">().notNull(),
    /** What the rules gave for it; none is a visit all the same. */
    points: whole("points").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.id] }),
    unique("store_visits_once").on(t.tenantId, t.memberId, t.storeId, t.businessDate),
    index("store_visits_by_day").on(t.tenantId, t.businessDate, t.storeId),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check("store_visits_points", sql`points >= 0`),
  ],
);

/** Who brought a member (お友達紹介): one row per friend, the first invitation that counted or was refused. */
export const referrals = pgTable(
  "referrals",
  {
    tenantId: tenantId(),
    /** The friend who came. */
    memberId: memberId(),
    inviterId: uuid("inviter_id").notNull(),
    acceptedAt: instant("accepted_at").notNull(),
    /** Why it counts for nothing: the two are one person or one household, or the friend was a customer already. */
    refusedFor: text("refused_for"),
    /** The first sale, with which both got their points. */
    purchaseId: uuid("purchase_id"),
    boughtAt: instant("bought_at"),
    /** That sale came back as a whole; the next one counts again. */
    returnedAt: instant("returned_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId] }),
    index("referrals_by_inviter").on(t.tenantId, t.inviterId, t.acceptedAt.desc().nullsFirst()),
    index("referrals_newest").on(t.tenantId, t.acceptedAt.desc().nullsFirst()),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.memberId] }),
    check("referrals_bought", sql`(purchase_id is null) = (bought_at is null)`),
  ],
);
