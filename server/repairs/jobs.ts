import { subscribe } from "@/server/kernel/domain-events";
import type { ModuleJobs } from "@/server/kernel/jobs";
import { repairsHeldOf } from "./queries/person-data";
import { eraseContacts } from "./service/erase-contact";
import { repairMerge } from "./service/merge-rows";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [],
  subscriptions: [
    subscribe({
      event: "member.withdrawn",
      name: "repairs.erase_contacts",
      handle: async (ctx, { memberId }) => {
        await eraseContacts(ctx, memberId);
      },
    }),
  ],
  personSources: [{ name: "repairs", collect: repairsHeldOf }],
  mergePart: repairMerge,
};
