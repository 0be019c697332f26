import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { type EmbeddedPostgres, startEmbedded } from "../embedded";
import { migrate } from "../migrate";

/** The throw-away cluster every test run shares; it never syncs to disk. */
export const startTestCluster = (): Promise<EmbeddedPostgres> =>
  startEmbedded({ dataDir: path.resolve(".data/test"), port: 54_500, isDisposable: true });

export async function asSuperuser<T>(
  cluster: { superuserUrl: string },
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const url = new URL(cluster.superuserUrl);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.toString() });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function onDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

/** Names the schema by its content, so that a changed migration or function makes a new template. */
function schemaHash(): string {
  const hash = createHash("sha256");
  for (const folder of ["db/migrations", "db/functions"]) {
    for (const file of readdirSync(folder)
      .filter((name) => name.endsWith(".sql"))
      .sort()) {
      hash.update(file).update(readFileSync(path.join(folder, file)));
    }
  }
  return hash.digest("hex").slice(0, 12);
}

/** Makes the migrated template database unless it is there already; returns its name. */
export async function ensureTemplate(cluster: EmbeddedPostgres): Promise<string> {
  const name = `goen_template_${schemaHash()}`;
  await asSuperuser(cluster, async (client) => {
    // Two runs on one machine must not build the same template at once.
    await client.query("select pg_advisory_lock(4700316)");
    const ready = await client.query("select 1 from pg_database where datname = $1 and datistemplate", [name]);
    if (ready.rowCount) return;
    await client.query(`drop database if exists ${name}`);
    await client.query(`create database ${name} owner goen_owner`);
    await migrate(onDatabase(cluster.ownerUrl, name));
    await client.query(`alter database ${name} is_template true`);
  });
  return name;
}
