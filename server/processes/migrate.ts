// Brings the database of DATABASE_URL to the newest schema and ends: before an update of several processes, or in a container.
import { existsSync } from "node:fs";
import { migrate } from "@/db/migrate";

if (existsSync(".env")) process.loadEnvFile(".env");
const url = process.env.DATABASE_URL;
if (!url) {
  console.error("DATABASE_URL is not set. With the embedded database, `npm start` migrates by itself.");
  process.exit(1);
}
const applied = await migrate(url);
console.log(applied === 0 ? "The database is up to date." : `Applied ${applied} migration(s).`);
