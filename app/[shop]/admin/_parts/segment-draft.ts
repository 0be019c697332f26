"use client";

import { keepUnder, keptUnder } from "@/components/form/kept";
import { type GroupNode, isGroup, type TreeNode } from "@/components/segments/rule-tree";

/** What is being written and not saved yet; half-filled conditions are kept as they stand. */
export interface SegmentDraft {
  name: string;
  description: string;
  root: GroupNode;
  /** The revision that the writing began from. */
  revision: number | null;
}

const keyOf = (slug: string, id: string | null) => `goen.segment:${slug}:${id ?? "new"}`;

export const keepSegmentDraft = (slug: string, id: string | null, draft: SegmentDraft | null) =>
  keepUnder(keyOf(slug, id), draft);

/** What was kept for this form on this device, if it still has the shape of a draft. */
export const readSegmentDraft = (slug: string, id: string | null): SegmentDraft | null =>
  keptUnder<SegmentDraft>(
    keyOf(slug, id),
    (kept) => typeof kept.name === "string" && typeof kept.description === "string" && isTree(kept.root),
  );

const isTree = (node: TreeNode): boolean =>
  typeof node?.id === "string" && (isGroup(node) ? node.of.every(isTree) : typeof node.leaf?.type === "string");
