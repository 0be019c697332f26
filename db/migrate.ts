import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { runMigrations } from "graphile-worker";
import pg from "pg";

const here = import.meta.dirname;
const lockKey = 4_700_315;

/** Roles without which neither policies nor grants can be written. Passwords only where the embedded database needs log-ins. */
async function ensureRoles(client: pg.Client): Promise<void> {
  for (const role of ["goen_app", "goen_batch"]) {
    const found = await client.query("select 1 from pg_roles where rolname = $1", [role]);
    if (found.rowCount === 0) await client.query(`create role ${role} nologin nosuperuser nobypassrls`);
  }
  // Lets one login take on the roles (`role=` at connection); harmless where each role has a login of its own.
  for (const role of ["goen_app", "goen_batch"]) {
    // From PostgreSQL 16 on, whoever made a role may administer it but not yet take it on.
    const member = await client.query(
      "select pg_has_role(current_user, $1, case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end) as is_member",
      [role],
    );
    if (!member.rows[0]?.is_member) await client.query(`grant ${role} to current_user`);
  }
}

async function applyMigrations(client: pg.Client): Promise<number> {
  await client.query("create schema if not exists goen");
  await client.query(
    "create table if not exists goen.migrations (hash text primary key, made_at bigint not null, applied_at timestamptz not null)",
  );
  const done = new Set(
    (await client.query<{ hash: string }>("select hash from goen.migrations")).rows.map((r) => r.hash),
  );
  let applied = 0;
  for (const file of readMigrationFiles({ migrationsFolder: path.join(here, "migrations") })) {
    if (done.has(file.hash)) continue;
    // One file, one transaction; a migration that would wait for a lock fails instead of holding up every request.
    await client.query("begin; set local lock_timeout = '10s'");
    try {
      for (const statement of file.sql) await client.query(statement);
      await client.query("insert into goen.migrations values ($1, $2, clock_timestamp())", [
        file.hash,
        file.folderMillis,
      ]);
      await client.query("commit");
    } catch (error) {
      await client.query("rollback");
      throw error;
    }
    applied += 1;
  }
  return applied;
}

/** SQL functions, policies and grants are re-applied each time, in the order of their file names. */
async function applyFunctions(client: pg.Client): Promise<void> {
  const folder = path.join(here, "functions");
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  await client.query("begin; set local lock_timeout = '10s'");
  try {
    for (const file of files.filter((name) => !name.startsWith("zz_"))) {
      await client.query(readFileSync(path.join(folder, file), "utf8"));
    }
    await client.query("select goen.ensure_partitions((current_date - interval '1 month')::date, 6)");
    for (const file of files.filter((name) => name.startsWith("zz_"))) {
      await client.query(readFileSync(path.join(folder, file), "utf8"));
    }
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

/** Brings the database at `ownerUrl` to the newest schema; safe to call by several processes at once. Returns files applied. */
export async function migrate(ownerUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "goen-migrate" });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    await ensureRoles(client);
    const applied = await applyMigrations(client);
    await runMigrations({ connectionString: ownerUrl });
    await applyFunctions(client);
    return applied;
  } finally {
    await client.end();
  }
}

/** True when every migration in this source tree is in the database; the health page asks. */
export async function hasPendingMigrations(query: (text: string) => Promise<{ hash: string }[]>): Promise<boolean> {
  const done = new Set((await query("select hash from goen.migrations")).map((row) => row.hash));
  return readMigrationFiles({ migrationsFolder: path.join(process.cwd(), "db/migrations") }).some(
    (f) => !done.has(f.hash),
  );
}
