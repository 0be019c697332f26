/** What two records say alike (true), differently (false), or where one says nothing (null). */
export interface Agreement {
  email: boolean | null;
  phone: boolean | null;
  name: boolean | null;
  birthday: boolean | null;
  address: boolean | null;
  postal: boolean | null;
  gender: boolean | null;
}

type Trait = keyof Agreement;

/** How much it says that something agrees, and that it differs. A shared telephone or address is a family's as well as a person's. */
const weights: Record<Trait, { same: number; other: number }> = {
  email: { same: 45, other: 0 },
  phone: { same: 35, other: 0 },
  name: { same: 30, other: -50 },
  birthday: { same: 25, other: -30 },
  address: { same: 20, other: 0 },
  postal: { same: 8, other: 0 },
  gender: { same: 0, other: -10 },
};

export interface Reason {
  trait: Trait;
  isSame: boolean;
}

const leastScore = 45;
export type Certainty = "sure" | "likely" | "possible";
export const certaintyFrom: Record<Certainty, number> = { sure: 85, likely: 60, possible: 0 };

export function certaintyOf(score: number): Certainty {
  if (score >= certaintyFrom.sure) return "sure";
  return score >= certaintyFrom.likely ? "likely" : "possible";
}

/** 0 to 100, with the reasons that count; null where it is too little to show. */
export function scorePair(agreement: Agreement): { score: number; reasons: Reason[] } | null {
  // The same address says everything that the same postal code does.
  const seen: Agreement = { ...agreement, postal: agreement.address === true ? null : agreement.postal };
  const reasons: Reason[] = [];
  let sum = 0;
  for (const trait of Object.keys(weights) as Trait[]) {
    const isSame = seen[trait];
    if (isSame === null) continue;
    const weight = isSame ? weights[trait].same : weights[trait].other;
    if (weight === 0) continue;
    sum += weight;
    reasons.push({ trait, isSame });
  }
  const score = Math.max(0, Math.min(100, sum));
  return score < leastScore ? null : { score, reasons };
}
