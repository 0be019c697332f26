import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tableClasses } from "./schema/table-classes";

// What the rules of scale-out and of the tenant wall ask of every table, read from the catalog of a migrated database.

const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
beforeAll(() => client.connect());
afterAll(() => client.end());

const rows = async <T extends object>(text: string): Promise<T[]> => (await client.query(text)).rows as T[];
const classOf = (table: string) => tableClasses[table as keyof typeof tableClasses];
const ofMember = Object.entries(tableClasses).flatMap(([table, kind]) => (kind === "member" ? [table] : []));

const tables = `select c.oid, c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition`;

describe("every table", () => {
  it("has a place in the map of table classes, and the map names no other", async () => {
    const found = await rows<{ table: string }>(tables);
    expect(found.map((row) => row.table).sort()).toEqual(Object.keys(tableClasses).sort());
  });

  it("with a tenant_id is walled, for partitions too, and lets the serving role see one tenant only", async () => {
    const open = await rows<{ table: string }>(
      `select c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where c.relkind in ('r', 'p') and (not c.relrowsecurity or not c.relforcerowsecurity or not exists
         (select from pg_policy p where p.polrelid = c.oid and p.polname = 'one_tenant'))`,
    );
    expect(open).toEqual([]);
  });

  it("keeps columns that stay indexable behind the wall: no enum, no numeric", async () => {
    const odd = await rows<{ column: string }>(
      `select table_name || '.' || column_name as column from information_schema.columns
       where table_schema = 'public' and (data_type = 'numeric' or (data_type = 'USER-DEFINED' and udt_schema = 'public'))`,
    );
    expect(odd).toEqual([]);
  });
});

describe("a table of the member family", () => {
  it("has tenant_id and member_id, both never null", async () => {
    const found = await rows<{ table: string; columns: number }>(
      `select c.relname as table, count(*)::int as columns from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attname in ('tenant_id', 'member_id') and a.attnotnull
       where n.nspname = 'public' and not c.relispartition group by 1`,
    );
    const complete = found.filter((row) => row.columns === 2).map((row) => row.table);
    expect(ofMember.filter((table) => !complete.includes(table))).toEqual([]);
  });

  it("has both in every primary, unique and foreign key, and points with both", async () => {
    const keys = await rows<{ table: string; name: string; kind: string; columns: string[]; target: string | null }>(
      `select c.relname as table, k.conname as name, k.contype as kind, t.relname as target,
         array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum = any (k.conkey)) as columns
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
       left join pg_class t on t.oid = k.confrelid
       where n.nspname = 'public' and not c.relispartition and k.contype in ('p', 'u', 'f')`,
    );
    const isWrong = (key: (typeof keys)[number]) => {
      if (classOf(key.table) === "member") {
        const needsMember = key.kind !== "f" || classOf(key.target ?? "") === "member";
        return !key.columns.includes("tenant_id") || (needsMember && !key.columns.includes("member_id"));
      }
      // Reference and local tables may not point into the member family: it lives on other machines.
      return key.kind === "f" && classOf(key.target ?? "") === "member";
    };
    expect(keys.filter(isWrong).map((key) => `${key.table}.${key.name}`)).toEqual([]);
  });

  it("has unique indexes that contain both", async () => {
    const found = await rows<{ table: string; name: string; columns: string[] }>(
      `select c.relname as table, i.relname as name,
         array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum = any (x.indkey)) as columns
       from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
       join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and x.indisunique and not c.relispartition`,
    );
    const wrong = found.filter(
      (row) =>
        classOf(row.table) === "member" && !["tenant_id", "member_id"].every((column) => row.columns.includes(column)),
    );
    expect(wrong.map((row) => row.name)).toEqual([]);
  });
});

describe("the serving roles", () => {
  it("cannot see through the wall and do not own the tables", async () => {
    const roles = await rows(
      `select rolname from pg_roles where rolname in ('goen_app', 'goen_batch') and (rolsuper or rolbypassrls)`,
    );
    expect(roles).toEqual([]);
    const owned = await rows(
      `select tablename from pg_tables where schemaname = 'public' and tableowner in ('goen_app', 'goen_batch')`,
    );
    expect(owned).toEqual([]);
  });

  it("cannot change history", async () => {
    const may = await rows<{ table: string }>(
      `select distinct table_name as table from information_schema.role_table_grants
       where grantee in ('goen_app', 'goen_batch') and privilege_type in ('UPDATE', 'DELETE')
         and table_name in ('point_journals', 'point_entries', 'point_lot_moves', 'audit_log', 'consents', 'campaign_versions')`,
    );
    expect(may).toEqual([]);
  });

  it("write the ledger by its functions alone, and only for the shop they serve", async () => {
    const may = await rows<{ table: string }>(
      `select distinct table_name as table from information_schema.role_table_grants
       where grantee in ('goen_app', 'goen_batch') and privilege_type in ('INSERT', 'UPDATE', 'DELETE')
         and table_name in ('wallets', 'point_journals', 'point_entries', 'point_lots', 'point_lot_moves', 'point_lot_terms', 'point_holds',
           'point_hold_lots')`,
    );
    expect(may).toEqual([]);
    const open = await rows<{ name: string }>(
      `select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname = 'goen' and p.proname like 'ledger%' and p.prosecdef
         and pg_get_functiondef(p.oid) !~ 'goen[.]ledger_(gate|open|open_two|return|grant)[(]p_tenant[,)]'`,
    );
    expect(open).toEqual([]);
  });
});
