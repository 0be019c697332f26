// `npm run reset-two-step -- owner@example.jp`: takes the second step of a sign-in away from an owner whom no other owner can help.
import { migrate } from "@/db/migrate";
import { openDatabase } from "./open-database";

const [email, ...more] = process.argv.slice(2);
if (!email || more.length > 0) {
  console.error("npm run reset-two-step -- <mail address of the account>");
  process.exit(2);
}

process.env.GOEN_PROCESS = "reset-two-step";
const close = await openDatabase();
try {
  await migrate(process.env.DATABASE_URL ?? "");
  // Only now: what it imports reads the settings chosen above.
  const { database } = await import("@/server/kernel/database");
  const { newId } = await import("@/server/kernel/ids");
  const { resetSecondStepOf } = await import("@/server/tenancy/service/reset-second-step");
  const { name } = await resetSecondStepOf({ db: database("app"), now: new Date(), requestId: newId() }, { email });
  console.log(`${name} <${email}> signs in with the password alone now; all sessions were ended.`);
  console.log("The running product tells them by mail, and the shop's audit log has it.");
} catch (error) {
  const { DomainError } = await import("@/server/kernel/errors");
  if (!(error instanceof DomainError)) throw error;
  const words: Record<string, string> = {
    "tenancy.staff": "No staff account has this address.",
    "tenancy.totp_not_set": "This account has no second step; there is nothing to reset.",
  };
  console.error(words[error.reason] ?? `${error.reason} ${JSON.stringify(error.details)}`);
  process.exitCode = 1;
} finally {
  const { closeDatabases } = await import("@/server/kernel/database");
  await closeDatabases();
  await close();
}
