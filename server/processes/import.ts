// `npm run import -- <stores|products|members|purchases> <file>`: see docs/imports.md.
import { migrate } from "@/db/migrate";
import { openDatabase } from "./open-database";

process.env.GOEN_PROCESS = "import";
const hasArguments = process.argv.slice(2).some((argument) => !argument.startsWith("-"));
const close = hasArguments ? await openDatabase() : async () => {};
try {
  if (hasArguments) await migrate(process.env.DATABASE_URL ?? "");
  // Only now: what it imports reads the settings chosen above.
  const { importCommand } = await import("./import-command");
  process.exitCode = await importCommand(process.argv.slice(2));
} finally {
  await close();
}
