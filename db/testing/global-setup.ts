import type { TestProject } from "vitest/node";
import { asSuperuser, ensureTemplate, startTestCluster } from "./cluster";

declare module "vitest" {
  export interface ProvidedContext {
    testDatabase: { ownerUrl: string; appUrl: string; batchUrl: string; superuserUrl: string; template: string };
  }
}

/** Starts the test cluster, builds the template, and afterwards stops what nobody else is using. */
export default async function setup(project: TestProject) {
  const cluster = await startTestCluster();
  const template = await ensureTemplate(cluster);
  const { ownerUrl, appUrl, batchUrl, superuserUrl } = cluster;
  project.provide("testDatabase", { ownerUrl, appUrl, batchUrl, superuserUrl, template });
  return async () => {
    if (process.env.GOEN_KEEP_TEST_DB === "1") return;
    const isBusy = await asSuperuser(cluster, async (client) => {
      const others = await client.query("select 1 from pg_stat_activity where datname like 'goen_test_%' limit 1");
      return (others.rowCount ?? 0) > 0;
    });
    if (!isBusy) await cluster.stop();
  };
}
