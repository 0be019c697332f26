import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/trpc/root";

type Outputs = inferRouterOutputs<AppRouter>["earning"];
export type Desk = Outputs["desk"];
export type DryRun = Outputs["dryRun"];

type ReplayOutputs = inferRouterOutputs<AppRouter>["replay"];
export type Replays = ReplayOutputs["list"];
export type Replay = ReplayOutputs["byId"];
