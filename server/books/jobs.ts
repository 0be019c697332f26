import { subscribe } from "@/server/kernel/domain-events";
import type { ModuleJobs } from "@/server/kernel/jobs";
import { consentExport } from "./queries/consent-export";
import { journalExport } from "./queries/journal-export";
import { requestsOfMember } from "./queries/requests";
import { forgetWords } from "./service";

export const moduleJobs: ModuleJobs = {
  jobs: [],
  ticks: [],
  subscriptions: [
    subscribe({
      event: "member.withdrawn",
      name: "books.forget_words",
      handle: (ctx, { memberId }) => forgetWords(ctx, memberId),
    }),
  ],
  personSources: [{ name: "privacy_requests", collect: requestsOfMember }],
  exports: [journalExport, consentExport],
};
