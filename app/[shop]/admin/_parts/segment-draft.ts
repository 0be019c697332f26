"use client";

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

export function keepSegmentDraft(slug: string, id: string | null, draft: SegmentDraft | null): void {
  try {
    if (draft) sessionStorage.setItem(keyOf(slug, id), JSON.stringify(draft));
    else sessionStorage.removeItem(keyOf(slug, id));
  } catch {
    // A browser that keeps nothing: what is on screen is still there.
  }
}

/** What was kept for this form on this device, if it still has the shape of a draft. */
export function readSegmentDraft(slug: string, id: string | null): SegmentDraft | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(slug, id)) ?? "null") as SegmentDraft | null;
    const isDraft = kept && typeof kept.name === "string" && typeof kept.description === "string" && isTree(kept.root);
    return isDraft ? kept : null;
  } catch {
    return null;
  }
}

const isTree = (node: TreeNode): boolean =>
  typeof node?.id === "string" && (isGroup(node) ? node.of.every(isTree) : typeof node.leaf?.type === "string");
