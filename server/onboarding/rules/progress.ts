import { type SetUpStep, setUpSteps } from "../input";

type StepState = "done" | "skipped" | "open";

export interface SetUpProgress {
  steps: { step: SetUpStep; state: StepState }[];
  doneCount: number;
  /** The first step that is neither done nor put off; then the first that was put off; null when all are done. */
  next: SetUpStep | null;
  /** Nobody needs to be reminded: everything is done, or the shop's people said it is enough. */
  isOver: boolean;
}

/**
 * How far a shop's set-up has come. What is there counts as done, whoever made it and wherever; a choice only adds that a default is
 * right (`confirmed`) or that a step can wait (`skipped`).
 */
export function setUpProgress(
  facts: Record<SetUpStep, boolean>,
  choices: readonly { step: string; choice: string }[],
): SetUpProgress {
  const choiceOf = (step: string) => choices.find((one) => one.step === step)?.choice;
  const steps = setUpSteps.map((step) => {
    const isDone = facts[step] || choiceOf(step) === "confirmed";
    return {
      step,
      state: isDone ? ("done" as const) : choiceOf(step) === "skipped" ? ("skipped" as const) : ("open" as const),
    };
  });
  const doneCount = steps.filter(({ state }) => state === "done").length;
  const next = steps.find(({ state }) => state === "open") ?? steps.find(({ state }) => state === "skipped");
  return {
    steps,
    doneCount,
    next: next?.step ?? null,
    isOver: doneCount === steps.length || choiceOf("whole") !== undefined,
  };
}
