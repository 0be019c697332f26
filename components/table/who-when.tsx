import type { ReactNode } from "react";
import { DateTime } from "@/components/format/date-time";

interface Props {
  who: ReactNode;
  /** Null while it has not happened: a dash. */
  at: Date | null;
  /** In what words, where somebody gave any. */
  reason?: string | null;
}

/** A cell of a list: who did it, when, and why. */
export const WhoWhen = ({ who, at, reason }: Props) =>
  at ? (
    <span className="grid">
      {who}
      <DateTime value={at} form="dateTime" className="text-xs text-ink-3" />
      {reason && <span className="text-xs text-ink-3">{reason}</span>}
    </span>
  ) : (
    <span className="text-ink-3">—</span>
  );
