import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

/** The procedures that the measured pages call. */
export interface Api {
  members: { search: (input: Inputs["members"]["search"]) => Promise<Outputs["members"]["search"]> };
  audit: (input: Inputs["access"]["audit"]) => Promise<Outputs["access"]["audit"]>;
  log: (input: Inputs["results"]["log"]) => Promise<Outputs["results"]["log"]>;
  campaigns: (input: Inputs["campaigns"]["list"]) => Promise<Outputs["campaigns"]["list"]>;
  segments: () => Promise<Outputs["segments"]["list"]>;
  purchases: (input: Inputs["purchases"]["ofMember"]) => Promise<Outputs["purchases"]["ofMember"]>;
  member: (input: Inputs["members"]["byId"]) => Promise<Outputs["members"]["byId"]>;
}

/** A member picked at random, whose names and numbers are searched for. */
export interface Somebody {
  member_id: string;
  member_no: string;
  external_id: string;
  name_normalised: string;
  kana_normalised: string;
  family_name: string;
  family_kana: string;
  given_name: string;
  given_kana: string;
  email_normalised: string;
  phone_normalised: string;
}

export interface Question {
  name: string;
  /** Returns the ids that the page shows, in order. */
  ask: (api: Api, one: Somebody) => Promise<string[]>;
  /** The same ids by hand, as someone who sees everything: a condition over `members m` with an order, or a whole statement. */
  truth: (one: Somebody) => { text: string; values: unknown[] };
}

export const benchNow = new Date("2026-11-22T03:00:00Z");
export const idOf = (kind: number, n: number, shop = 1) =>
  `${kind.toString(16).padStart(4, "0")}${shop.toString(16).padStart(4, "0")}-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
export const benchTenant = idOf(1, 0);
const [smallStore, bigStore, rareTag, bigTag] = [idOf(6, 20), idOf(6, 3), idOf(9, 1), idOf(9, 2)];
const pageRows = 30;

const newest = "m.joined_at desc nulls first, m.member_id desc";
const membersWhere = (condition: string, values: unknown[] = [], order = newest, offset = 0) => ({
  text: `select m.member_id as id from members m where m.tenant_id = '${benchTenant}' and ${condition} order by ${order} limit ${pageRows} offset ${offset}`,
  values,
});
const here = "m.withdrawn_at is null";
const tagged = (tag: string) =>
  `${here} and exists (select from member_tag_links l where l.tenant_id = m.tenant_id and l.member_id = m.member_id and l.tag_id = '${tag}')`;

type Search = Parameters<Api["members"]["search"]>[0];
const found = async (api: Api, input: Search) => (await api.members.search(input)).members.map((m) => m.memberId);

/** A list, its first page; `truth` is the condition by hand. */
const list = (name: string, input: Search, condition: string, order = newest): Question => ({
  name: `members: ${name}`,
  ask: (api) => found(api, input),
  truth: () => membersWhere(condition, [], order),
});

/** A later page of a list, reached by its cursors. */
const later = (name: string, input: Search, condition: string, pages: number, order = newest): Question => {
  let cursor: string | null = null;
  return {
    name: `members: ${name}, page ${pages + 1}`,
    ask: async (api) => {
      for (let n = 0; cursor === null && n < 1; n += 1) {
        let at: string | undefined;
        for (let page = 0; page < pages; page += 1)
          at = (await api.members.search({ ...input, ...(at ? { cursor: at } : {}) })).nextCursor ?? undefined;
        cursor = at ?? "";
      }
      return found(api, { ...input, ...(cursor ? { cursor } : {}) });
    },
    truth: () => membersWhere(condition, [], order, pages * pageRows),
  };
};

/** A search by what somebody bears, or by how it begins. */
const search = (name: string, word: (one: Somebody) => string, column: string, prefix: (one: Somebody) => string) => ({
  name: `search: ${name}`,
  ask: (api: Api, one: Somebody) => found(api, { q: word(one) }),
  truth: (one: Somebody) =>
    membersWhere(`${here} and starts_with(m.${column}, $1)`, [prefix(one)], `m.${column} collate "C", m.member_id`),
});
/** A search by the given name alone: nobody of the shop has a surname that begins so. */
const given = (name: string, word: (one: Somebody) => string, column: "given_name" | "given_kana"): Question => ({
  name: `search: ${name}`,
  ask: (api, one) => found(api, { q: word(one) }),
  truth: (one) =>
    membersWhere(`${here} and starts_with(m.${column}, $1)`, [word(one)], `m.${column} collate "C", m.member_id`),
});
const exactly = (name: string, word: (one: Somebody) => string): Question => ({
  name: `search: ${name}`,
  ask: (api, one) => found(api, { q: word(one) }),
  truth: (one) => ({ text: "select $1::text as id", values: [one.member_id] }),
});

const audit = (name: string, input: Parameters<Api["audit"]>[0], condition: string): Question => ({
  name: `audit: ${name}`,
  ask: async (api) => (await api.audit(input)).rows.map((row) => row.id),
  truth: () => ({
    text: `select id from audit_log a where tenant_id = '${benchTenant}' and ${condition} order by at desc, id desc limit 50`,
    values: [],
  }),
});

type LogInput = Omit<Parameters<Api["log"]>[0], "campaignId">;
const log = (
  name: string,
  input: (one: Somebody) => LogInput,
  condition: (one: Somebody) => string,
  values: (one: Somebody) => unknown[] = () => [],
): Question => ({
  name: `campaign log: ${name}`,
  ask: async (api, one) => (await api.log({ campaignId: idOf(12, 1), ...input(one) })).rows.map((row) => row.memberId),
  truth: (one) => ({
    text: `select c.member_id as id from candidates c join members m on m.tenant_id = c.tenant_id and m.member_id = c.member_id
      where c.tenant_id = '${benchTenant}' and c.campaign_id = '${idOf(12, 1)}' and ${condition(one)}
      order by c.decided_at desc, c.member_id desc limit 30`,
    values: values(one),
  }),
});

export const questions: Question[] = [
  list("newest first", {}, here),
  list("oldest first", { sort: "joined_asc" }, here, "m.joined_at, m.member_id"),
  list(
    "by reading",
    { sort: "kana" },
    `${here} and m.kana_normalised is not null`,
    'm.kana_normalised collate "C", m.member_id',
  ),
  list(
    "by reading, backwards",
    { sort: "kana_desc" },
    `${here} and m.kana_normalised is not null`,
    'm.kana_normalised collate "C" desc, m.member_id desc',
  ),
  list(
    "last seen",
    { sort: "login" },
    `${here} and m.last_login_at is not null`,
    "m.last_login_at desc, m.member_id desc",
  ),
  later("newest first", {}, here, 1),
  later("newest first", {}, here, 50),
  later(
    "by reading",
    { sort: "kana" },
    `${here} and m.kana_normalised is not null`,
    50,
    'm.kana_normalised collate "C", m.member_id',
  ),
  list("mail allowed", { mailOptIn: true }, `${here} and m.mail_opt_in`),
  list("mail not allowed", { mailOptIn: false }, `${here} and not m.mail_opt_in`),
  list("without an address", { hasMail: false }, `${here} and m.email_normalised is null`),
  list("of a store", { storeId: bigStore }, `${here} and m.joined_store_id = '${bigStore}'`),
  list("of the newest store", { storeId: smallStore }, `${here} and m.joined_store_id = '${smallStore}'`),
  list("with a rare tag", { tagId: rareTag }, tagged(rareTag)),
  list("with a common tag", { tagId: bigTag }, tagged(bigTag)),
  list("who left", { withdrawn: true }, "m.withdrawn_at is not null"),
  list(
    "joined in a week",
    { joinedFrom: "2025-03-01", joinedTo: "2025-03-07" },
    `${here} and m.joined_at >= '2025-03-01 00:00+09' and m.joined_at < '2025-03-08 00:00+09'`,
  ),
  list(
    "newest store, mail allowed, no address",
    { storeId: smallStore, mailOptIn: true, hasMail: false },
    `${here} and m.joined_store_id = '${smallStore}' and m.mail_opt_in and m.email_normalised is null`,
  ),
  list(
    "newest store, by reading",
    { storeId: smallStore, sort: "kana" },
    `${here} and m.joined_store_id = '${smallStore}' and m.kana_normalised is not null`,
    'm.kana_normalised collate "C", m.member_id',
  ),
  list(
    "rare tag, mail allowed, of a store",
    { tagId: rareTag, mailOptIn: true, storeId: bigStore },
    `${tagged(rareTag)} and m.mail_opt_in and m.joined_store_id = '${bigStore}'`,
  ),
  search(
    "surname",
    (one) => one.family_name,
    "name_normalised",
    (one) => one.family_name,
  ),
  search(
    "whole name",
    (one) => one.name_normalised,
    "name_normalised",
    (one) => one.name_normalised,
  ),
  search(
    "reading of the surname",
    (one) => one.family_kana,
    "kana_normalised",
    (one) => one.family_kana,
  ),
  search(
    "whole reading",
    (one) => one.kana_normalised,
    "kana_normalised",
    (one) => one.kana_normalised,
  ),
  given("given name", (one) => one.given_name, "given_name"),
  given("reading of the given name", (one) => one.given_kana, "given_kana"),
  search(
    "one letter of a reading",
    (one) => one.family_kana.slice(0, 1),
    "kana_normalised",
    (one) => one.family_kana.slice(0, 1),
  ),
  search(
    "mail address",
    (one) => one.email_normalised,
    "email_normalised",
    (one) => one.email_normalised,
  ),
  search(
    "phone number",
    (one) => one.phone_normalised.replace("+81", "0"),
    "phone_normalised",
    (one) => one.phone_normalised,
  ),
  search(
    "beginning of a phone number",
    (one) => one.phone_normalised.replace("+81", "0").slice(0, 7),
    "phone_normalised",
    (one) => one.phone_normalised.slice(0, 9),
  ),
  exactly("card number", (one) => one.member_no),
  exactly("the shop's own number", (one) => one.external_id),
  {
    name: "one person's page",
    ask: async (api, one) => [(await api.member({ memberId: one.member_id })).memberId],
    truth: (one) => ({ text: "select $1::text as id", values: [one.member_id] }),
  },
  {
    name: "one person's purchases (60)",
    ask: async (api) => (await api.purchases({ memberId: idOf(4, 1000) })).rows.map((row) => row.purchaseId),
    truth: () => ({
      text: `select id from purchases where tenant_id = '${benchTenant}' and member_id = '${idOf(4, 1000)}' order by occurred_at desc, id desc limit $1`,
      values: [20],
    }),
  },
  audit("newest first", {}, "true"),
  audit("of one action", { action: "points.adjust" }, "action = 'points.adjust'"),
  audit("of a rare action", { action: "campaigns.publish" }, "action = 'campaigns.publish'"),
  audit(
    "of a month",
    { from: "2026-03-01", to: "2026-03-31" },
    "at >= '2026-03-01 00:00+09' and at < '2026-04-01 00:00+09'",
  ),
  log(
    "newest first",
    () => ({}),
    () => "c.verdict is not null",
  ),
  log(
    "of one verdict",
    () => ({ verdict: "holdout" }),
    () => "c.verdict = 'holdout'",
  ),
  log(
    "of one person",
    (one) => ({ q: one.email_normalised }),
    () => "m.email_normalised = $1",
    (one) => [one.email_normalised],
  ),
  {
    name: "campaigns",
    ask: async (api) => (await api.campaigns({})).rows.map((row) => row.id),
    truth: () => ({
      text: `select id from campaigns where tenant_id = '${benchTenant}' and archived_at is null order by updated_at desc, id desc limit 20`,
      values: [],
    }),
  },
  {
    name: "segments",
    ask: async (api) => (await api.segments()).rows.map((row) => row.id).toSorted(),
    truth: () => ({ text: `select id from segments where tenant_id = '${benchTenant}' order by id`, values: [] }),
  },
];
