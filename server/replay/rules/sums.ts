export interface Sum {
  kind: "total" | "store" | "category" | "expiry" | "rule" | "month" | "budget";
  key: string;
  yen: number;
  now: number;
  new: number;
}

/** Sums of a batch by kind and key, before they are added to those of the run. */
export class Sums {
  readonly #sums = new Map<string, Sum>();
  add(kind: Sum["kind"], key: string, change: Partial<Pick<Sum, "yen" | "now" | "new">>): void {
    const name = `${kind}|${key}`;
    const sum = this.#sums.get(name) ?? { kind, key, yen: 0, now: 0, new: 0 };
    sum.yen += change.yen ?? 0;
    sum.now += change.now ?? 0;
    sum.new += change.new ?? 0;
    this.#sums.set(name, sum);
  }
  all = (): Sum[] => [...this.#sums.values()];
}
