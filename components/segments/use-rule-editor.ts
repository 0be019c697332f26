"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { startOf } from "./leaf-kinds";
import { begin, changed, type History, redone, undone } from "./rule-history";
import * as tree from "./rule-tree";

let last = 0;
/** A name for a node that is made on this screen. */
const newNodeId = () => {
  last += 1;
  return `made-${last}`;
};

/** A tree from elsewhere under names of this screen, so that none of them is given twice. */
export const withOwnIds = (root: tree.GroupNode): tree.GroupNode => ({
  ...root,
  id: newNodeId(),
  of: root.of.map((child) => (tree.isGroup(child) ? withOwnIds(child) : { ...child, id: newNodeId() })),
});

/** What a step is called when it is told: "moved to place 2". */
type Said = "added" | "addedGroup" | "removed" | "moved" | "in" | "out" | "copied" | "undone" | "redone";

export type RuleEditorState = ReturnType<typeof useRuleEditor>;

/** The tree with its history, the focus that follows each step, and what is said about it. */
export function useRuleEditor(first: tree.GroupNode, onTree: (root: tree.GroupNode) => void) {
  const t = useTranslations("segmentBuilder");
  const [history, setHistory] = useState<History>(() => begin(first));
  const [said, setSaid] = useState({ text: "", no: 0 });
  const box = useRef<HTMLDivElement>(null);
  const focus = useRef<{ id: string; on: "handle" | "controls" } | null>(null);
  const root = history.present;

  const goTo = useCallback(() => {
    const wanted = focus.current;
    const node = wanted && box.current?.querySelector(`[data-node="${CSS.escape(wanted.id)}"]`);
    const control =
      wanted?.on === "controls" ? node?.querySelector<HTMLElement>("[data-controls] :is(input, select, button)") : null;
    (control ?? node?.querySelector<HTMLElement>("[data-handle]") ?? box.current)?.focus();
  }, []);

  const known = useRef(root);
  useEffect(() => {
    if (known.current === root) return;
    known.current = root;
    onTree(root);
    if (focus.current) goTo();
  });

  const say = (text: string) => setSaid(({ no }) => ({ text, no: no + 1 }));
  const placeOf = (at: tree.GroupNode, id: string) =>
    (tree.parentOf(at, id)?.of.findIndex((child) => child.id === id) ?? 0) + 1;

  const take = (step: tree.Step, what: Said, from: string, on: "handle" | "controls" = "handle") => {
    if ("refused" in step) {
      say(t(`refused.${step.refused}`));
      return;
    }
    focus.current = { id: step.focus, on };
    setHistory((now) => changed(now, step.root, from));
    say(t(`said.${what}`, { place: placeOf(step.root, step.focus) }));
  };
  const travel = (step: ReturnType<typeof undone>, what: Said) => {
    if (!step) return say(t(what === "undone" ? "refused.nothingToUndo" : "refused.nothingToRedo"));
    focus.current = step.focus && tree.find(step.history.present, step.focus) ? { id: step.focus, on: "handle" } : null;
    setHistory(step.history);
    say(t(`said.${what}`, { place: 0 }));
  };

  const acts = {
    addLeaf: (groupId: string, type: tree.LeafType) =>
      take(
        tree.add(root, groupId, { id: newNodeId(), isNot: false, leaf: startOf[type]() }),
        "added",
        groupId,
        "controls",
      ),
    addGroup: (groupId: string) => {
      const join = tree.find(root, groupId);
      const other = join && tree.isGroup(join) && join.join === "and" ? "or" : "and";
      take(tree.add(root, groupId, { id: newNodeId(), isNot: false, join: other, of: [] }), "addedGroup", groupId);
    },
    remove: (id: string) => take(tree.remove(root, id), "removed", id),
    move: (id: string, by: -1 | 1) => take(tree.move(root, id, by), "moved", id),
    indent: (id: string) => take(tree.indent(root, id, newNodeId()), "in", id),
    outdent: (id: string) => take(tree.outdent(root, id), "out", id),
    duplicate: (id: string) => take(tree.duplicate(root, id, newNodeId), "copied", id),
    /** A change inside a node: the focus stays where it is. */
    change: (id: string, change: (node: tree.TreeNode) => tree.TreeNode, field?: string) => {
      focus.current = null;
      setHistory((now) =>
        changed(now, tree.replaced(now.present, id, change), id, field === undefined ? null : `${id}:${field}`),
      );
    },
    /** A whole other tree: a template, or somebody else's newer version. */
    replace: (next: tree.GroupNode) => {
      focus.current = null;
      setHistory((now) => changed(now, next, null));
    },
    undo: () => travel(undone(history), "undone"),
    redo: () => travel(redone(history), "redone"),
    /** From handle to handle, in the order of the screen. */
    step: (id: string, by: -1 | 1) => {
      const ids = tree.inOrder(root).map((node) => node.id);
      const next = ids[ids.indexOf(id) + by];
      if (next === undefined) return;
      focus.current = { id: next, on: "handle" };
      goTo();
    },
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // In a field of a condition, Enter must not send the whole form.
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.nativeEvent.isComposing) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) acts.redo();
    else acts.undo();
  };

  /** Keys of a node's handle. Returns true for a key that was one. */
  const onHandleKey = (event: KeyboardEvent, id: string): void => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (event.ctrlKey || event.metaKey) return;
    if (event.altKey && by !== 0) acts.move(id, by);
    else if (event.altKey && event.key === "ArrowRight") acts.indent(id);
    else if (event.altKey && event.key === "ArrowLeft") acts.outdent(id);
    else if (!event.altKey && by !== 0) acts.step(id, by);
    else if (!event.altKey && (event.key === "Delete" || event.key === "Backspace")) acts.remove(id);
    else return;
    event.preventDefault();
  };

  const size = useMemo(() => tree.sizeOf(root), [root]);
  const canUndo = history.past.length > 0;
  const canRedo = history.future.length > 0;
  /** For menus that act on nodes: the focus goes where the step went, and back to the trigger where nothing was done. */
  const menuFocus = {
    onOpenChange: (isOpen: boolean) => {
      if (isOpen) focus.current = null;
    },
    onCloseAutoFocus: (event: Event) => {
      if (!focus.current) return;
      event.preventDefault();
      goTo();
    },
  };
  return { root, box, acts, said, size, canUndo, canRedo, onKeyDown, onHandleKey, menuFocus };
}
