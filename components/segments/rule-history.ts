import type { GroupNode } from "./rule-tree";

/** What was before and what comes again; a run of changes to one field is one step back. */
export interface History {
  past: readonly { root: GroupNode; focus: string | null }[];
  present: GroupNode;
  future: readonly { root: GroupNode; focus: string | null }[];
  /** What the newest change was made to, where changes of the same count as one. */
  tag: string | null;
}

const mostSteps = 200;

export const begin = (present: GroupNode): History => ({ past: [], present, future: [], tag: null });

/** A change of the tree. `focus` is where one was; `tag` names the field, for changes that are typed letter by letter. */
export function changed(
  history: History,
  present: GroupNode,
  focus: string | null,
  tag: string | null = null,
): History {
  if (present === history.present) return history;
  if (tag !== null && tag === history.tag) return { ...history, present, future: [] };
  const past = [...history.past, { root: history.present, focus }].slice(-mostSteps);
  return { past, present, future: [], tag };
}

export function undone(history: History): { history: History; focus: string | null } | null {
  const step = history.past.at(-1);
  if (!step) return null;
  const future = [{ root: history.present, focus: step.focus }, ...history.future];
  return { history: { past: history.past.slice(0, -1), present: step.root, future, tag: null }, focus: step.focus };
}

export function redone(history: History): { history: History; focus: string | null } | null {
  const [step, ...future] = history.future;
  if (!step) return null;
  const past = [...history.past, { root: history.present, focus: step.focus }];
  return { history: { past, present: step.root, future, tag: null }, focus: step.focus };
}
