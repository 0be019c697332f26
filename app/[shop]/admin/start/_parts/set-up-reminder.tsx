import "server-only";
import { SetUpProgress } from "@/components/start/set-up-progress";
import type { adminCaller } from "../../_parts/admin-gate";
import { DismissSetUp } from "./dismiss-set-up";

type Caller = Awaited<ReturnType<typeof adminCaller>>;

/** For the home: how far the set-up is, until it is done or put away. */
export async function SetUpReminder({ api, base }: Pick<Caller, "api" | "base">) {
  const progress = await api.onboarding.progress();
  if (!progress || progress.isOver) return null;
  return <SetUpProgress base={base} progress={progress} dismiss={<DismissSetUp />} />;
}
