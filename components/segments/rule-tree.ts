import type { LeafOf, SegmentLeaf, SegmentRule } from "@/server/segments/input";

// The rule tree as a person edits it: every node has a name of its own to keep the focus on, a denial is a switch of its node,
// and a condition may be half filled in. Pure; what comes out of `toRule` is what the schema in server/segments/input.ts takes.

export type LeafType = SegmentLeaf["type"];
/** A condition in the making: what has been told so far. */
export type LeafDraft = { [T in LeafType]: { type: T } & Partial<Omit<LeafOf<T>, "type">> }[LeafType];
export type DraftOf<T extends LeafType> = Extract<LeafDraft, { type: T }>;

export interface LeafNode {
  id: string;
  isNot: boolean;
  leaf: LeafDraft;
}
export interface GroupNode {
  id: string;
  isNot: boolean;
  join: "and" | "or";
  of: TreeNode[];
}
export type TreeNode = LeafNode | GroupNode;

// The same limits as the schema's, which a component may not import as a value; a test holds them together.
export const maxDepth = 8;
export const maxNodes = 200;

export const isGroup = (node: TreeNode): node is GroupNode => "of" in node;

/** A rule for the editor: names follow from the place, so that server and browser give the same ones. */
export function fromRule(rule: SegmentRule): GroupNode {
  const node = nodeOf(rule, "r", false);
  if (isGroup(node)) return node;
  const isEveryone = node.leaf.type === "everyone" && !node.isNot;
  return { id: "root", isNot: false, join: "and", of: isEveryone ? [] : [node] };
}

function nodeOf(rule: SegmentRule, id: string, isNot: boolean): TreeNode {
  if (rule.type === "not") return nodeOf(rule.of, id, !isNot);
  if (rule.type === "and" || rule.type === "or")
    return { id, isNot, join: rule.type, of: rule.of.map((child, place) => nodeOf(child, `${id}.${place}`, false)) };
  return { id, isNot, leaf: rule };
}

/** The rule that the editor shows. Groups of one are their one; an empty root is everyone. Right only if `problemsOf` finds nothing. */
export function toRule(root: GroupNode): SegmentRule {
  return root.of.length === 0 ? { type: "everyone" } : ruleOf(root);
}

function ruleOf(node: TreeNode): SegmentRule {
  const of = isGroup(node) ? node.of.map(ruleOf) : [];
  const only = of.length === 1 ? of[0] : undefined;
  const plain = isGroup(node) ? (only ?? { type: node.join, of }) : (node.leaf as SegmentLeaf);
  if (!node.isNot) return plain;
  return plain.type === "not" ? plain.of : { type: "not", of: plain };
}

/** Levels and nodes of the rule that would be saved, denials included. */
export function sizeOf(root: GroupNode): { depth: number; nodes: number } {
  return measured(toRule(root));
}

function measured(rule: SegmentRule): { depth: number; nodes: number } {
  const children = rule.type === "not" ? [rule.of] : rule.type === "and" || rule.type === "or" ? rule.of : [];
  const sizes = children.map(measured);
  return {
    depth: 1 + Math.max(0, ...sizes.map((size) => size.depth)),
    nodes: 1 + sizes.reduce((sum, size) => sum + size.nodes, 0),
  };
}

export function find(root: GroupNode, id: string): TreeNode | undefined {
  if (root.id === id) return root;
  for (const child of root.of) {
    const found = isGroup(child) ? find(child, id) : child.id === id ? child : undefined;
    if (found) return found;
  }
  return undefined;
}

export function parentOf(root: GroupNode, id: string): GroupNode | undefined {
  for (const child of root.of) {
    if (child.id === id) return root;
    const found = isGroup(child) ? parentOf(child, id) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Every node but the root in the order of the screen. */
export const inOrder = (group: GroupNode): TreeNode[] =>
  group.of.flatMap((child) => (isGroup(child) ? [child, ...inOrder(child)] : [child]));

/** The same tree with one node changed; all others keep their identity. */
export function replaced(root: GroupNode, id: string, change: (node: TreeNode) => TreeNode): GroupNode {
  const walk = (node: TreeNode): TreeNode => {
    if (node.id === id) return change(node);
    if (!isGroup(node)) return node;
    const of = node.of.map(walk);
    return of.every((child, place) => child === node.of[place]) ? node : { ...node, of };
  };
  return walk(root) as GroupNode;
}

const withChildren = (root: GroupNode, groupId: string, change: (of: TreeNode[]) => TreeNode[]): GroupNode =>
  replaced(root, groupId, (node) => (isGroup(node) ? { ...node, of: change(node.of) } : node));

export type Refusal = "first" | "last" | "outermost" | "too_deep" | "too_many";
/** A step of the editor: the new tree and the node that has the focus now, or why it cannot be done. */
export type Step = { root: GroupNode; focus: string } | { refused: Refusal };

function within(step: { root: GroupNode; focus: string }): Step {
  const { depth, nodes } = sizeOf(step.root);
  if (depth > maxDepth) return { refused: "too_deep" };
  return nodes > maxNodes ? { refused: "too_many" } : step;
}

/** Puts a node at the end of a group, or behind one of its children. */
export const add = (root: GroupNode, groupId: string, node: TreeNode, afterId?: string): Step =>
  within({
    root: withChildren(root, groupId, (of) => {
      const place = of.findIndex((child) => child.id === afterId);
      return place < 0 ? [...of, node] : [...of.slice(0, place + 1), node, ...of.slice(place + 1)];
    }),
    focus: node.id,
  });

/** Takes a node out with all that is in it; the focus goes to its neighbour, or to the group. */
export function remove(root: GroupNode, id: string): Step {
  const parent = parentOf(root, id);
  if (!parent) return { refused: "outermost" };
  const place = parent.of.findIndex((child) => child.id === id);
  const neighbour = parent.of[place + 1] ?? parent.of[place - 1] ?? parent;
  return { root: withChildren(root, parent.id, (of) => of.filter((child) => child.id !== id)), focus: neighbour.id };
}

/** One place up or down among its own. */
export function move(root: GroupNode, id: string, by: -1 | 1): Step {
  const parent = parentOf(root, id);
  if (!parent) return { refused: "outermost" };
  const place = parent.of.findIndex((child) => child.id === id);
  const [node, other] = [parent.of[place], parent.of[place + by]];
  if (!node || !other) return { refused: by < 0 ? "first" : "last" };
  const of = [...parent.of];
  of[place] = other;
  of[place + by] = node;
  return { root: withChildren(root, parent.id, () => of), focus: id };
}

/** Into the group above it, else into the one below it, else into a new group of its own that joins the other way. */
export function indent(root: GroupNode, id: string, newGroupId: string): Step {
  const parent = parentOf(root, id);
  if (!parent) return { refused: "outermost" };
  const place = parent.of.findIndex((child) => child.id === id);
  const [before, node, after] = [parent.of[place - 1], parent.of[place], parent.of[place + 1]];
  if (!node) return { refused: "outermost" };
  const without = withChildren(root, parent.id, (of) => of.filter((child) => child.id !== id));
  if (before && isGroup(before))
    return within({ root: withChildren(without, before.id, (of) => [...of, node]), focus: id });
  if (after && isGroup(after))
    return within({ root: withChildren(without, after.id, (of) => [node, ...of]), focus: id });
  const join = parent.join === "and" ? "or" : "and";
  return within({
    root: replaced(root, id, () => ({ id: newGroupId, isNot: false, join, of: [node] })),
    focus: id,
  });
}

/** Out of its group, behind it; a group that is left empty goes. */
export function outdent(root: GroupNode, id: string): Step {
  const parent = parentOf(root, id);
  const above = parent && parentOf(root, parent.id);
  const node = find(root, id);
  if (!parent || !above || !node) return { refused: "outermost" };
  const rest = parent.of.filter((child) => child.id !== id);
  const moved = withChildren(root, above.id, (of) =>
    of.flatMap((child) =>
      child.id === parent.id ? [...(rest.length > 0 ? [{ ...parent, of: rest }] : []), node] : [child],
    ),
  );
  return { root: moved, focus: id };
}

/** A second one behind it, with names of their own for all that is in it. */
export function duplicate(root: GroupNode, id: string, newId: () => string): Step {
  const [parent, node] = [parentOf(root, id), find(root, id)];
  if (!parent || !node) return { refused: "outermost" };
  const copy = (one: TreeNode): TreeNode =>
    isGroup(one) ? { ...one, id: newId(), of: one.of.map(copy) } : { ...one, id: newId() };
  return add(root, parent.id, copy(node), id);
}
