import type { SegmentWhen } from "@/server/segments/input";
import {
  type GroupNode,
  isGroup,
  type LeafDraft,
  type LeafType,
  maxDepth,
  maxNodes,
  sizeOf,
  type TreeNode,
} from "./rule-tree";

/** What a new condition of each kind begins as: as much filled in as can be guessed. */
export const startOf: { [T in LeafType]: () => Extract<LeafDraft, { type: T }> } = {
  everyone: () => ({ type: "everyone" }),
  gender: () => ({ type: "gender", in: ["female"] }),
  age: () => ({ type: "age", from: 30, to: 49 }),
  birthday_month: () => ({ type: "birthday_month", monthsAhead: 0 }),
  prefecture: () => ({ type: "prefecture" }),
  joined: () => ({ type: "joined", period: { lastDays: 30 } }),
  locale: () => ({ type: "locale", is: "ja" }),
  has_mail: () => ({ type: "has_mail", is: true }),
  consent: () => ({ type: "consent", channel: "mail", isGranted: true }),
  purchases: () => ({ type: "purchases", measure: "times", atLeast: 1, where: { period: { lastDays: 90 } } }),
  first_purchase: () => ({ type: "first_purchase", period: { lastDays: 30 } }),
  last_purchase: () => ({ type: "last_purchase", period: { beforeLastDays: 90 } }),
  warranty_days_left: () => ({ type: "warranty_days_left", from: 0, to: 30 }),
  points: () => ({ type: "points", bucket: "available", atLeast: 500 }),
  points_expiring: () => ({ type: "points_expiring", withinDays: 30, atLeast: 1 }),
  rank: () => ({ type: "rank" }),
  next_rank: () => ({ type: "next_rank", missingAtMost: 10_000 }),
  last_login: () => ({ type: "last_login", period: { lastDays: 30 } }),
};

/** The kinds in the order of the menu, under the headings of the menu. */
export const kindGroups = [
  { key: "profile", kinds: ["gender", "age", "birthday_month", "prefecture", "locale"] },
  { key: "reach", kinds: ["has_mail", "consent"] },
  { key: "membership", kinds: ["joined", "last_login"] },
  { key: "shopping", kinds: ["purchases", "first_purchase", "last_purchase"] },
  { key: "warranty", kinds: ["warranty_days_left"] },
  { key: "points", kinds: ["points", "points_expiring"] },
  { key: "ranks", kinds: ["rank", "next_rank"] },
  { key: "all", kinds: ["everyone"] },
] as const satisfies { key: string; kinds: LeafType[] }[];

export type Problem = "empty_group" | "missing" | "order" | "too_deep" | "too_many";

const amountLimit = 1e12;
const isMissing = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);
const range = (from: number | undefined, to: number | undefined): Problem | null => {
  if (from === undefined && to === undefined) return "missing";
  if (Math.max(from ?? 0, to ?? 0) > amountLimit) return "order";
  return from !== undefined && to !== undefined && from > to ? "order" : null;
};

function whenProblem(when: SegmentWhen | undefined): Problem | null {
  if (!when) return "missing";
  if ("lastDays" in when) return isMissing(when.lastDays) ? "missing" : null;
  if ("beforeLastDays" in when) return isMissing(when.beforeLastDays) ? "missing" : null;
  if (when.from === undefined && when.to === undefined) return "missing";
  return when.from !== undefined && when.to !== undefined && when.from > when.to ? "order" : null;
}

/** What keeps a condition from being one, or null. */
export function leafProblem(leaf: LeafDraft): Problem | null {
  switch (leaf.type) {
    case "everyone":
      return null;
    case "gender":
    case "prefecture":
    case "rank":
      return isMissing(leaf.in) ? "missing" : null;
    case "age":
      return range(leaf.from, leaf.to);
    case "birthday_month":
      return isMissing(leaf.months) && leaf.monthsAhead === undefined ? "missing" : null;
    case "joined":
      if (leaf.period) return whenProblem(leaf.period);
      return isMissing(leaf.storeIds) ? "missing" : null;
    case "locale":
    case "has_mail":
      return isMissing(leaf.is) ? "missing" : null;
    case "consent":
      return isMissing(leaf.isGranted) ? "missing" : null;
    case "purchases":
      return range(leaf.atLeast, leaf.atMost) ?? (leaf.where?.period ? whenProblem(leaf.where.period) : null);
    case "first_purchase":
    case "last_purchase":
      return whenProblem(leaf.period);
    case "warranty_days_left":
      if (leaf.from === undefined || leaf.to === undefined) return "missing";
      return leaf.from > leaf.to ? "order" : null;
    case "points":
      return range(leaf.atLeast, leaf.atMost);
    case "points_expiring":
      return isMissing(leaf.withinDays) || isMissing(leaf.atLeast) ? "missing" : null;
    case "next_rank":
      return isMissing(leaf.missingAtMost) ? "missing" : null;
    case "last_login":
      return leaf.never ? null : whenProblem(leaf.period);
  }
}

/** Everything that keeps the tree from being a rule, by node; the size belongs to the root. */
export function problemsOf(root: GroupNode): Map<string, Problem> {
  const found = new Map<string, Problem>();
  const look = (node: TreeNode) => {
    if (!isGroup(node)) {
      const problem = leafProblem(node.leaf);
      if (problem) found.set(node.id, problem);
      return;
    }
    if (node.of.length === 0 && node !== root) found.set(node.id, "empty_group");
    for (const child of node.of) look(child);
  };
  look(root);
  const { depth, nodes } = sizeOf(root);
  if (depth > maxDepth) found.set(root.id, "too_deep");
  else if (nodes > maxNodes || mostChildren(root) > 50) found.set(root.id, "too_many");
  return found;
}

/** A group holds at most fifty. */
const mostChildren = (node: TreeNode): number =>
  isGroup(node) ? Math.max(node.of.length, ...node.of.map(mostChildren)) : 0;
