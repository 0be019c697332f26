import type { JobDefinition, Tick } from "@/server/kernel/jobs";
import type { Subscription } from "@/server/kernel/domain-events";
import { moduleJobs as campaigns } from "@/server/campaigns/jobs";
import { moduleJobs as delivery } from "@/server/delivery/jobs";
import { moduleJobs as insights } from "@/server/insights/jobs";
import { moduleJobs as members } from "@/server/members/jobs";
import { moduleJobs as points } from "@/server/points/jobs";
import { moduleJobs as purchases } from "@/server/purchases/jobs";
import { moduleJobs as segments } from "@/server/segments/jobs";
import { moduleJobs as tenancy } from "@/server/tenancy/jobs";

const modules = [tenancy, members, points, purchases, insights, segments, delivery, campaigns];

export const jobs: JobDefinition[] = modules.flatMap((module) => module.jobs);
export const ticks: Tick[] = modules.flatMap((module) => module.ticks);
export const subscriptions: Subscription[] = modules.flatMap((module) => module.subscriptions);
