"use client";

import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";

type OutcomeProps = {
  title: ReactNode;
  /** What happened, name and amount. */
  facts: readonly { key: string; term: ReactNode; value: ReactNode; strong?: boolean }[];
  note?: ReactNode;
  actions: ReactNode;
};

// A stable function: it runs once, when the heading appears, so that its words are read aloud and Tab goes on from there.
const focusOnce = (element: HTMLElement | null) => element?.focus({ preventScroll: true });

/** A thing done at the counter: what came of it in large figures, and the way on. */
export const Outcome = ({ title, facts, note, actions }: OutcomeProps) => (
  <div className="mx-auto grid max-w-xl gap-6 py-4 text-center">
    <div className="grid justify-items-center gap-3">
      <CircleCheck aria-hidden className="size-14 text-ok" />
      <h1 tabIndex={-1} ref={focusOnce} className="text-2xl outline-none">
        {title}
      </h1>
    </div>
    {note}
    <dl className="divide-y divide-line rounded-xl border border-line bg-surface text-start shadow-card">
      {facts.map((fact) => (
        <div key={fact.key} className="flex items-baseline justify-between gap-4 px-5 py-3.5">
          <dt className="text-sm text-ink-2">{fact.term}</dt>
          <dd className={fact.strong ? "text-2xl font-semibold" : "font-medium"}>{fact.value}</dd>
        </div>
      ))}
    </dl>
    <div className="grid gap-3">{actions}</div>
  </div>
);
