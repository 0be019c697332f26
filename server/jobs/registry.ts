import type { JobDefinition, Tick } from "@/server/kernel/jobs";
import type { Subscription } from "@/server/kernel/domain-events";
import { knowExportKinds } from "@/server/kernel/export-kinds";
import { knowMemberColumns } from "@/server/kernel/member-columns";
import { knowMergeParts } from "@/server/kernel/member-merge";
import type { PersonSource } from "@/server/kernel/person-data";
import { knowProofs } from "@/server/kernel/proofs";
import { knowSegments } from "@/server/kernel/segment-membership";
import { moduleJobs as books } from "@/server/books/jobs";
import { moduleJobs as campaigns } from "@/server/campaigns/jobs";
import { moduleJobs as coupons } from "@/server/coupons/jobs";
import { moduleJobs as delivery } from "@/server/delivery/jobs";
import { moduleJobs as earning } from "@/server/earning/jobs";
import { moduleJobs as events } from "@/server/events/jobs";
import { moduleJobs as friends } from "@/server/friends/jobs";
import { moduleJobs as identity } from "@/server/identity/jobs";
import { moduleJobs as imports } from "@/server/imports/jobs";
import { moduleJobs as insights } from "@/server/insights/jobs";
import { moduleJobs as members } from "@/server/members/jobs";
import { moduleJobs as passes } from "@/server/passes/jobs";
import { moduleJobs as pos } from "@/server/pos/jobs";
import { moduleJobs as points } from "@/server/points/jobs";
import { moduleJobs as purchases } from "@/server/purchases/jobs";
import { moduleJobs as ranks } from "@/server/ranks/jobs";
import { moduleJobs as repairs } from "@/server/repairs/jobs";
import { moduleJobs as replay } from "@/server/replay/jobs";
import { moduleJobs as results } from "@/server/results/jobs";
import { moduleJobs as rewards } from "@/server/rewards/jobs";
import { moduleJobs as segments } from "@/server/segments/jobs";
import { memberMatches } from "@/server/segments/queries/count";
import { segmentById } from "@/server/segments/queries/saved";
import { moduleJobs as tenancy } from "@/server/tenancy/jobs";
import { moduleJobs as visits } from "@/server/visits/jobs";
import { moduleJobs as warranties } from "@/server/warranties/jobs";
import { moduleJobs as watch } from "@/server/watch/jobs";

const modules = [
  tenancy,
  members,
  points,
  coupons,
  warranties,
  ranks,
  events,
  earning,
  rewards,
  visits,
  friends,
  purchases,
  repairs,
  imports,
  pos,
  identity,
  passes,
  watch,
  books,
  replay,
  insights,
  segments,
  delivery,
  campaigns,
  results,
];

export const jobs: JobDefinition[] = modules.flatMap((module) => module.jobs);
export const ticks: Tick[] = modules.flatMap((module) => module.ticks);
export const subscriptions: Subscription[] = modules.flatMap((module) => module.subscriptions);
export const personSources: PersonSource[] = modules.flatMap((module) => module.personSources ?? []);
knowExportKinds(modules.flatMap((module) => module.exports ?? []));
knowMemberColumns(modules.flatMap((module) => module.memberColumns ?? []));
knowProofs(modules.flatMap((module) => module.proofs ?? []));
knowMergeParts(modules.flatMap((module) => module.mergePart ?? []));
knowSegments({
  demand: segmentById,
  has: async (ctx, segmentId, memberId) => memberMatches(ctx, (await segmentById(ctx, segmentId)).rule, memberId),
});
