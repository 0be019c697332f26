// A network between a till and us that loses, doubles, delays and reorders calls, by a seed, so that a run can be run again.

export interface Call {
  path: string;
  /** Null for a question by GET. */
  body: Record<string, unknown> | null;
}
export interface Answer {
  status: number;
  body: Record<string, unknown>;
}
/** What brings one call there and its answer back. */
export type Wire = (call: Call) => Promise<Answer>;

export const faultNames = ["lost", "answer_lost", "doubled", "delayed"] as const;
export type Fault = (typeof faultNames)[number];

/** Numbers in [0, 1), always the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

// Which of two was the repeat is the one thing that differs.
const contentOf = (answer: Answer) => JSON.stringify(answer).replace(/"isRepeat":(?:true|false)/g, "");

export class FlakyNetwork {
  readonly counts: Record<Fault, number> = { lost: 0, answer_lost: 0, doubled: 0, delayed: 0 };
  /** Pairs of answers to the very same call that differ. */
  readonly unlike: string[] = [];
  private readonly late: { call: Call; after: number }[] = [];

  constructor(
    private readonly wire: Wire,
    private readonly random: () => number,
    /** Share of calls that something happens to. */
    private readonly rate: number,
  ) {}

  /** The answer, or null when the till waits in vain. */
  async send(call: Call): Promise<Answer | null> {
    await this.deliverLate(false);
    if (this.random() >= this.rate) return this.wire(call);
    const fault = faultNames[Math.floor(this.random() * faultNames.length)] ?? "lost";
    this.counts[fault] += 1;
    switch (fault) {
      case "lost":
        return null;
      case "answer_lost":
        await this.wire(call);
        return null;
      case "delayed":
        // Behind the next calls, and so also in another order than they were sent in.
        this.late.push({ call, after: 1 + Math.floor(this.random() * 4) });
        return null;
      case "doubled": {
        const [one, two] = await Promise.all([this.wire(call), this.wire(call)]);
        if (contentOf(one) !== contentOf(two)) this.unlike.push(`${call.path} ${JSON.stringify(call.body)}`);
        return this.random() < 0.5 ? one : two;
      }
    }
  }

  /** What was held up arrives; its answers reach nobody. */
  async deliverLate(isEverything: boolean): Promise<void> {
    for (const waiting of this.late) waiting.after -= 1;
    const due = this.late.filter(({ after }) => isEverything || after <= 0).reverse();
    for (const one of due) {
      this.late.splice(this.late.indexOf(one), 1);
      await this.wire(one.call);
    }
  }
}
