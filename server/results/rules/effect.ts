// The effect of a campaign: those who could be written to against those held out by chance. Whoever passed consent, suppression
// and address was put into one of two groups by a hash; everything after that (a cap, quiet hours, a changed target) may depend
// on the person, so the first group is counted whole, reached or not (intention to treat). Otherwise the comparison would flatter.

export interface Group {
  members: number;
  /** Members with at least one purchase in the days after their verdict. */
  buyers: number;
  /** Purchases less returns. */
  yen: number;
  /** Sample variance of yen per member; 0 for fewer than two members. */
  yenVariance: number;
}

export interface Estimate {
  treated: number;
  holdout: number;
  lift: number;
  /** 95 % interval of the lift. */
  low: number;
  high: number;
}

export type Finding = "gain" | "loss" | "not_proven" | "too_small";

export interface Effect {
  treated: Group;
  holdout: Group;
  /** Share of buyers, 0..1. Newcombe's interval from two Wilson intervals (Newcombe 1998, method 10). */
  conversion: (Estimate & { finding: Finding }) | null;
  /** Yen per member. Welch's interval. */
  yenPerMember: (Estimate & { finding: Finding }) | null;
  /** The lift in yen per member times the members of the treated group, with its interval. */
  extraYen: { yen: number; low: number; high: number } | null;
}

/** Below this many in either group an interval says nothing that should be acted upon. */
export const smallestGroup = 30;
const z95 = 1.959_963_985;

/** What two groups tell; null parts where a group is empty or has no variance to reckon with. */
export function effectOf(treated: Group, holdout: Group): Effect {
  const conversion = conversionLift(treated, holdout);
  const yen = yenLift(treated, holdout);
  const isSmall = Math.min(treated.members, holdout.members) < smallestGroup;
  const withFinding = (estimate: Estimate | null) =>
    estimate && { ...estimate, finding: isSmall ? ("too_small" as const) : findingOf(estimate) };
  return {
    treated,
    holdout,
    conversion: withFinding(conversion),
    yenPerMember: withFinding(yen),
    extraYen: yen && {
      yen: Math.round(yen.lift * treated.members),
      low: Math.round(yen.low * treated.members),
      high: Math.round(yen.high * treated.members),
    },
  };
}

const findingOf = (estimate: Estimate): Finding =>
  estimate.low > 0 ? "gain" : estimate.high < 0 ? "loss" : "not_proven";

function conversionLift(treated: Group, holdout: Group): Estimate | null {
  if (treated.members === 0 || holdout.members === 0) return null;
  const a = wilson(treated.buyers, treated.members);
  const b = wilson(holdout.buyers, holdout.members);
  const lift = a.share - b.share;
  return {
    treated: a.share,
    holdout: b.share,
    lift,
    low: lift - Math.hypot(a.share - a.low, b.high - b.share),
    high: lift + Math.hypot(a.high - a.share, b.share - b.low),
  };
}

/** Wilson's score interval of a share (Wilson 1927). */
export function wilson(hits: number, of: number): { share: number; low: number; high: number } {
  const share = hits / of;
  const z2 = z95 * z95;
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of);
  const half = (z95 / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
  return { share, low: Math.max(middle - half, 0), high: Math.min(middle + half, 1) };
}

function yenLift(treated: Group, holdout: Group): Estimate | null {
  if (treated.members < 2 || holdout.members < 2) return null;
  const [a, b] = [treated.yenVariance / treated.members, holdout.yenVariance / holdout.members];
  const means = { treated: treated.yen / treated.members, holdout: holdout.yen / holdout.members };
  const lift = means.treated - means.holdout;
  if (a + b === 0) return null;
  // Welch-Satterthwaite.
  const freedom = (a + b) ** 2 / (a ** 2 / (treated.members - 1) + b ** 2 / (holdout.members - 1));
  const half = studentQuantile(freedom) * Math.sqrt(a + b);
  return { ...means, lift, low: lift - half, high: lift + half };
}

/** The 97.5 % point of Student's t by its Cornish-Fisher expansion (Abramowitz and Stegun 26.7.5); within 1 % from 4 degrees on. */
export function studentQuantile(freedom: number): number {
  const z = z95;
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
  );
}
