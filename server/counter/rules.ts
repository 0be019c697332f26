import type { DoneKind } from "./input";

/** How long after it was written down a thing can be undone at the counter. Later ones are returns and corrections. */
export const undoWindowMinutes = 30;

export interface Done {
  kind: DoneKind;
  /** When it reached us; a till without a network may have done it earlier. */
  recordedAt: Date;
  undoneAt: Date | null;
}

/** Whether a thing can (still) be undone: null, or why not. A return is undone by selling again. */
export function undoRefusal(
  done: Done,
  now: Date,
): null | "counter.undone" | "counter.not_undoable" | "counter.too_late" {
  if (done.undoneAt) return "counter.undone";
  if (done.kind === "return") return "counter.not_undoable";
  return now.getTime() - done.recordedAt.getTime() > undoWindowMinutes * 60_000 ? "counter.too_late" : null;
}
