// `npm run new-shop -- --slug aoi --name あおい電機 --owner-email owner@example.jp ...`: a shop and its first owner.
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { migrate } from "@/db/migrate";
import { openDatabase } from "./open-database";

const usage = `npm run new-shop -- --slug <address> --name <name> --owner-email <mail> --owner-name <name>
  --legal-name <company> --legal-address <address> --contact-url <https://...> --mail-from <mail>
  [--name-latin <name>] [--trade <trade>] [--color <#0b5cad>] [--store <name of the first store>]`;

const option = { type: "string" } as const;
const required = [
  "slug",
  "name",
  "owner-email",
  "owner-name",
  "legal-name",
  "legal-address",
  "contact-url",
  "mail-from",
] as const;
const { values } = parseArgs({
  options: {
    ...(Object.fromEntries(required.map((name) => [name, option])) as Record<(typeof required)[number], typeof option>),
    "name-latin": option,
    trade: option,
    color: option,
    store: option,
  },
});

const missing = required.filter((name) => !values[name]);
if (missing.length > 0) {
  console.error(`missing: ${missing.map((name) => `--${name}`).join(" ")}\n\n${usage}`);
  process.exit(2);
}
const given = (name: (typeof required)[number]): string => values[name] ?? "";

process.env.GOEN_PROCESS = "new-shop";
const close = await openDatabase();
try {
  await migrate(process.env.DATABASE_URL ?? "");
  // Only now: what it imports reads the settings chosen above.
  const { openShop } = await import("./open-shop");
  const password = randomBytes(12).toString("base64url");
  await openShop({
    shop: {
      slug: given("slug"),
      name: given("name"),
      nameLatin: values["name-latin"] ?? given("slug"),
      trade: values.trade ?? "retail",
      brandColor: values.color ?? "#0b5cad",
      mailFromName: given("name"),
      mailFromAddress: given("mail-from"),
      legalName: given("legal-name"),
      legalAddress: given("legal-address"),
      contactUrl: given("contact-url"),
    },
    storeName: values.store ?? given("name"),
    owner: { email: given("owner-email"), name: given("owner-name"), password },
  });
  console.log(`Shop made: /${given("slug")}/admin`);
  console.log(`${given("owner-email")} signs in with ${password} (shown this once) or by a link sent to that address.`);
} catch (error) {
  const { DomainError } = await import("@/server/kernel/errors");
  if (!(error instanceof DomainError)) throw error;
  console.error(`${error.reason} ${JSON.stringify(error.details)}`);
  process.exitCode = 1;
} finally {
  const { closeDatabases } = await import("@/server/kernel/database");
  await closeDatabases();
  await close();
}
