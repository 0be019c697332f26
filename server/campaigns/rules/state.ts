import type { CampaignState } from "../input";

/** Finished and cancelled are ends: clone to begin again. */
const transitions = {
  launch: { from: ["draft"], to: "live" },
  pause: { from: ["live"], to: "paused" },
  resume: { from: ["paused"], to: "live" },
  cancel: { from: ["draft", "live", "paused"], to: "cancelled" },
  finish: { from: ["live"], to: "finished" },
} as const satisfies Record<string, { from: CampaignState[]; to: CampaignState }>;

export type Transition = keyof typeof transitions;

/** The state a transition leads to, or null where it may not be taken. A step that has been taken already leads nowhere new. */
export function nextState(state: CampaignState, transition: Transition): CampaignState | null {
  const { from, to } = transitions[transition];
  return (from as readonly CampaignState[]).includes(state) ? to : null;
}

/** True where asking again for what is already so must simply succeed (a double click, a repeated call). */
export const isAlready = (state: CampaignState, transition: Transition): boolean =>
  state === transitions[transition].to;

/** A draft may be changed, and published, until the campaign has come to an end. A live or paused one stays so with its new version. */
export const isOpen = (state: CampaignState): boolean => state !== "finished" && state !== "cancelled";
