import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { asSuperuser, onDatabase } from "./cluster";

// Each test file gets a database of its own, cloned from the template, and drops it at the end.
const given = inject("testDatabase");
const name = `goen_test_${process.pid}_${randomBytes(4).toString("hex")}`;
await asSuperuser(given, (client) =>
  client.query(`create database ${name} template ${given.template} owner goen_owner strategy file_copy`),
);

process.env.DATABASE_URL = onDatabase(given.ownerUrl, name);
process.env.DATABASE_APP_URL = onDatabase(given.appUrl, name);
process.env.DATABASE_BATCH_URL = onDatabase(given.batchUrl, name);
process.env.GOEN_TEST_SUPERUSER_URL = onDatabase(given.superuserUrl, name);
process.env.LOG_LEVEL ??= "silent";

afterAll(async () => {
  const { closeDatabases } = await import("@/server/kernel/database");
  await closeDatabases();
  await asSuperuser(given, (client) => client.query(`drop database if exists ${name} with (force)`));
});
