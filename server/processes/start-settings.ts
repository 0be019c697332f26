// Settings of a stand-alone start: what the person gave, filled up with what a machine can choose for itself.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export type StartSettings = {
  isDev: boolean;
  dataDir: string;
  wantedPort: number;
  /** Address listened on. A shop with the captured mailbox shows sign-in links to whoever asks: this machine only. */
  host: string;
  hasOwnDatabase: boolean;
  showsDevRoutes: boolean;
  /** Whether an empty database gets the demo shops, whose passwords everybody knows and whose campaign writes to invented people. */
  makesDemo: boolean;
};

/** Reads `.env` (without overriding what is set already) and the command line. */
export function readStartSettings(args: readonly string[]): StartSettings {
  if (existsSync(".env")) process.loadEnvFile(".env");
  const isDev = args.includes("--dev");
  const hasOwnDatabase = !process.env.DATABASE_URL;
  const isCaptured = (process.env.MAIL_CHANNEL || "captured") === "captured";
  const asked = process.env.GOEN_DEV_ROUTES;
  const showsDevRoutes = asked ? asked === "1" : isDev || (hasOwnDatabase && isCaptured);
  return {
    isDev,
    dataDir: process.env.GOEN_DATA_DIR || ".data",
    wantedPort: Number(process.env.PORT || 3000),
    host: process.env.GOEN_HOST || (showsDevRoutes ? "127.0.0.1" : "0.0.0.0"),
    hasOwnDatabase,
    showsDevRoutes,
    // By itself only where nobody else's database is filled and no mail leaves this machine.
    makesDemo: process.env.GOEN_DEMO ? process.env.GOEN_DEMO === "1" : hasOwnDatabase && isCaptured,
  };
}

/** The signing secret of this data folder, made at the first start and kept, so that sessions and links outlive a restart. */
export function keptSecret(dataDir: string): string {
  const file = join(dataDir, "secret");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  mkdirSync(dataDir, { recursive: true });
  const secret = randomBytes(32).toString("base64url");
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
