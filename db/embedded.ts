import { execFile, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { type Binaries, findBinaries, type OsUser, placeFor } from "./embedded-files";

const run = promisify(execFile);

export interface EmbeddedOptions {
  /** Folder that keeps cluster, log and passwords between starts. */
  dataDir: string;
  /** Preferred port; the next free one is taken when it is used. */
  port?: number;
  /** No fsync: for tests, where a power cut may cost everything. */
  isDisposable?: boolean;
  databaseName?: string;
}

export interface EmbeddedPostgres {
  ownerUrl: string;
  appUrl: string;
  batchUrl: string;
  superuserUrl: string;
  port: number;
  /** True when a cluster left running by an earlier process was found and is used. */
  wasRunning: boolean;
  stop(): Promise<void>;
}

type Passwords = Record<"postgres" | "goen_owner" | "goen_app" | "goen_batch", string>;

function readOrMakePasswords(file: string): Passwords {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Passwords;
  const secret = () => randomBytes(18).toString("base64url");
  const made: Passwords = { postgres: secret(), goen_owner: secret(), goen_app: secret(), goen_batch: secret() };
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });

/** The first free port of 127.0.0.1 at or after `from`. */
export async function freePort(from: number): Promise<number> {
  for (let port = from; port < from + 200; port += 1) if (await isFree(port)) return port;
  throw new Error(`no free port between ${from} and ${from + 200}`);
}

function settings(options: EmbeddedOptions, port: number): string[] {
  const sharedMb = Math.min(4096, Math.floor(os.totalmem() / 4 / 1024 / 1024));
  const common = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 120,
    jit: "off",
    timezone: "UTC",
    log_min_messages: "warning",
    autovacuum_vacuum_scale_factor: 0.02,
    autovacuum_analyze_scale_factor: 0.02,
    // Tidying up rests longer between its pages, so that on a small machine nobody waits for it.
    autovacuum_vacuum_cost_delay: "10ms",
  };
  const tuned = options.isDisposable
    ? { shared_buffers: "256MB", fsync: "off", synchronous_commit: "off", full_page_writes: "off", max_wal_size: "1GB" }
    : { shared_buffers: `${sharedMb}MB`, max_wal_size: "4GB", wal_compression: "pglz" };
  return Object.entries({ ...common, ...tuned }).map(([key, value]) => `-c ${key}=${value === "" ? "''" : value}`);
}

const superuser = (port: number, passwords: Passwords, database: string) =>
  `postgres://postgres:${passwords.postgres}@127.0.0.1:${port}/${database}`;

async function ensureDatabase(port: number, passwords: Passwords, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuser(port, passwords, "postgres") });
  await client.connect();
  try {
    for (const role of ["goen_owner", "goen_app", "goen_batch"] as const) {
      const found = await client.query("select 1 from pg_roles where rolname = $1", [role]);
      const verb = found.rowCount ? "alter" : "create";
      // The owner may make databases because tests and rehearsals clone templates.
      const extra = role === "goen_owner" ? "createdb createrole" : "";
      await client.query(
        `${verb} role ${role} login nosuperuser nobypassrls ${extra} password ${client.escapeLiteral(passwords[role])}`,
      );
    }
    await client.query("grant goen_app, goen_batch to goen_owner with admin option");
    const found = await client.query("select 1 from pg_database where datname = $1", [database]);
    if (!found.rowCount) await client.query(`create database ${client.escapeIdentifier(database)} owner goen_owner`);
    await client.query("select pg_reload_conf()");
  } finally {
    await client.end();
  }
}

/** Port of the cluster in `cluster` if its server runs, else null. A stale pid file of a killed server counts as not running. */
function runningPort(bin: Binaries, cluster: string, user: OsUser): number | null {
  const status = spawnSync(bin.pg_ctl, ["status", "-D", cluster], { ...user, cwd: os.tmpdir() });
  if (status.status !== 0) return null;
  const line = readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n")[3];
  return line ? Number(line) : null;
}

/**
 * Starts (or finds running) the PostgreSQL that ships in node_modules, as its own OS user when we are root, and makes
 * database and roles. Throws when the cluster cannot be started; its log is `postgres.log` in the data folder.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const place = placeFor(options.dataDir);
  const bin = await findBinaries(place.user);
  const passwords = readOrMakePasswords(place.passwordsFile);
  const cluster = path.join(place.folder, "cluster");
  const database = options.databaseName ?? "goen";
  // Children run where the database user may stand: our own working directory may be closed to it.
  const child = { ...place.user, cwd: os.tmpdir() };

  if (!existsSync(path.join(cluster, "PG_VERSION"))) {
    rmSync(cluster, { recursive: true, force: true });
    const passwordFile = path.join(place.folder, "initial-password");
    writeFileSync(passwordFile, passwords.postgres, { mode: 0o600 });
    if (place.user.uid !== undefined) chownSync(passwordFile, place.user.uid, place.user.gid ?? -1);
    await run(
      bin.initdb,
      [
        "-D",
        cluster,
        "-U",
        "postgres",
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "-E",
        "UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
      ],
      child,
    ).finally(() => rmSync(passwordFile, { force: true }));
  }

  const already = runningPort(bin, cluster, place.user);
  const port = already ?? (await freePort(options.port ?? 54_320));
  if (already === null) {
    const log = path.join(place.folder, "postgres.log");
    await run(
      bin.pg_ctl,
      ["start", "-w", "-t", "60", "-D", cluster, "-l", log, "-o", settings(options, port).join(" ")],
      child,
    );
  }
  await ensureDatabase(port, passwords, database);

  const url = (role: keyof Passwords) => `postgres://${role}:${passwords[role]}@127.0.0.1:${port}/${database}`;
  return {
    ownerUrl: url("goen_owner"),
    appUrl: url("goen_app"),
    batchUrl: url("goen_batch"),
    superuserUrl: url("postgres"),
    port,
    wasRunning: already !== null,
    stop: async () => {
      if (runningPort(bin, cluster, place.user) === null) return;
      await run(bin.pg_ctl, ["stop", "-w", "-m", "fast", "-t", "60", "-D", cluster], child);
    },
  };
}
