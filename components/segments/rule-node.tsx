"use client";

import { ArrowDown, ArrowUp, Copy, GripVertical, IndentDecrease, IndentIncrease, Plus, Trash2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { createContext, useContext, useMemo } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { Select } from "@/components/ui/select";
import { LeafControls } from "./leaf-controls";
import { kindGroups, type Problem, startOf } from "./leaf-kinds";
import type { Lookups } from "./leaf-parts";
import { type GroupNode, isGroup, type LeafNode, type LeafType, type TreeNode } from "./rule-tree";
import type { RuleEditorState } from "./use-rule-editor";

interface RuleEditorPlace {
  editor: RuleEditorState;
  lookups: Lookups;
  problems: Map<string, Problem>;
}
export const RuleEditorContext = createContext<RuleEditorPlace | null>(null);

function usePlace(): RuleEditorPlace {
  const place = useContext(RuleEditorContext);
  if (!place) throw new Error("a rule node outside of its editor");
  return place;
}

/** The grip of a node: its menu, its keys, and where the focus goes after each step. */
function Handle({ node, name }: { node: TreeNode; name: string }) {
  const t = useTranslations("segmentBuilder.act");
  const { editor } = usePlace();
  const { acts } = editor;
  const items: MenuItem[] = [
    { key: "up", label: t("up"), icon: <ArrowUp aria-hidden />, onSelect: () => acts.move(node.id, -1) },
    { key: "down", label: t("down"), icon: <ArrowDown aria-hidden />, onSelect: () => acts.move(node.id, 1) },
    { key: "in", label: t("in"), icon: <IndentIncrease aria-hidden />, onSelect: () => acts.indent(node.id) },
    { key: "out", label: t("out"), icon: <IndentDecrease aria-hidden />, onSelect: () => acts.outdent(node.id) },
    { key: "copy", label: t("copy"), icon: <Copy aria-hidden />, onSelect: () => acts.duplicate(node.id) },
    {
      key: "remove",
      label: t("remove"),
      icon: <Trash2 aria-hidden />,
      danger: true,
      separatorBefore: true,
      onSelect: () => acts.remove(node.id),
    },
  ];
  return (
    <Menu
      align="start"
      items={items}
      {...editor.menuFocus}
      trigger={
        <IconButton
          data-handle
          size="sm"
          hint={false}
          label={t("handle", { name })}
          icon={<GripVertical aria-hidden />}
          onKeyDown={(event) => editor.onHandleKey(event, node.id)}
          className="text-ink-3"
        />
      }
    />
  );
}

function AddButtons({ group, isFirst }: { group: GroupNode; isFirst: boolean }) {
  const t = useTranslations("segmentBuilder");
  const { editor } = usePlace();
  const items = useMemo(
    () =>
      kindGroups.flatMap(({ key, kinds }) =>
        kinds.map((kind, at) => ({
          key: kind,
          label: t(`kinds.${kind}`),
          hint: at === 0 ? t(`kindGroups.${key}`) : undefined,
          separatorBefore: at === 0 && key !== "profile",
          onSelect: () => editor.acts.addLeaf(group.id, kind),
        })),
      ),
    [editor, group.id, t],
  );
  return (
    <div className="flex flex-wrap gap-2">
      <Menu
        align="start"
        items={items}
        {...editor.menuFocus}
        trigger={
          <Button size="sm" variant={isFirst ? "primary" : "secondary"} icon={<Plus aria-hidden />}>
            {t("addCondition")}
          </Button>
        }
      />
      <Button size="sm" variant="ghost" icon={<Plus aria-hidden />} onClick={() => editor.acts.addGroup(group.id)}>
        {t("addGroup")}
      </Button>
    </div>
  );
}

const modes = ["all", "any", "notAll", "none"] as const;
type Mode = (typeof modes)[number];
const modeOf = ({ join, isNot }: GroupNode): Mode =>
  join === "and" ? (isNot ? "notAll" : "all") : isNot ? "none" : "any";
const ofMode: Record<Mode, Pick<GroupNode, "join" | "isNot">> = {
  all: { join: "and", isNot: false },
  any: { join: "or", isNot: false },
  notAll: { join: "and", isNot: true },
  none: { join: "or", isNot: true },
};

/** A group: how its conditions are joined, the conditions, and where more are added. The outermost one has no grip. */
export function GroupBox({ node, depth }: { node: GroupNode; depth: number }) {
  const t = useTranslations("segmentBuilder");
  const { editor, problems } = usePlace();
  const isRoot = depth === 0;
  const problem = isRoot ? undefined : problems.get(node.id);
  return (
    <div
      data-node={node.id}
      role="group"
      aria-label={t(`modes.${modeOf(node)}`)}
      className={cn(
        "grid gap-2 rounded-xl border border-line p-2 sm:p-3",
        depth % 2 === 0 ? "bg-surface" : "bg-sunken",
        problem && "border-danger",
        isRoot && "shadow-card",
      )}
    >
      <div className="flex flex-wrap items-center gap-2">
        {!isRoot && <Handle node={node} name={t("group")} />}
        <div data-controls className="flex flex-wrap items-center gap-2">
          <Field label={t("modes.label")} hideLabel className="w-auto">
            <Select
              className="min-w-52 font-medium"
              value={modeOf(node)}
              onChange={(event) => {
                const mode = ofMode[event.target.value as Mode];
                editor.acts.change(node.id, (one) => ({ ...one, ...mode }));
              }}
              options={modes.map((mode) => ({ value: mode, label: t(`modes.${mode}`) }))}
            />
          </Field>
        </div>
        {!isRoot && (
          <IconButton
            size="sm"
            className="ms-auto"
            label={t("act.removeGroup")}
            icon={<X aria-hidden />}
            onClick={() => editor.acts.remove(node.id)}
          />
        )}
      </div>
      {node.of.length > 0 ? (
        <ul className="grid gap-2">
          {node.of.map((child, place) => (
            <li key={child.id} className="grid min-w-0 gap-2">
              {place > 0 && (
                <span aria-hidden className="ps-3 text-2xs font-medium text-ink-3">
                  {t(`joins.${node.join}`)}
                </span>
              )}
              {isGroup(child) ? <GroupBox node={child} depth={depth + 1} /> : <LeafRow node={child} depth={depth} />}
            </li>
          ))}
        </ul>
      ) : (
        <p className="px-1 text-sm text-ink-3">{isRoot ? t("emptyRoot") : t("emptyGroup")}</p>
      )}
      {problem && (
        <p role="alert" className="text-xs text-danger">
          {t(`problems.${problem}`)}
        </p>
      )}
      <AddButtons group={node} isFirst={isRoot && node.of.length === 0} />
    </div>
  );
}

function LeafRow({ node, depth }: { node: LeafNode; depth: number }) {
  const t = useTranslations("segmentBuilder");
  const { editor, lookups, problems } = usePlace();
  const problem = problems.get(node.id);
  const name = t(`kinds.${node.leaf.type}`);
  const change = (next: Partial<LeafNode>, field?: string) =>
    editor.acts.change(node.id, (one) => ({ ...one, ...next }), field);
  return (
    <div
      data-node={node.id}
      role="group"
      aria-label={name}
      className={cn(
        "flex items-start gap-1 rounded-lg border border-line p-1.5 sm:gap-2 sm:p-2",
        depth % 2 === 0 ? "bg-sunken" : "bg-surface",
        problem && "border-danger",
      )}
    >
      <Handle node={node} name={name} />
      <div className="grid min-w-0 flex-1 gap-1.5">
        <div className="flex flex-wrap items-center gap-2">
          <Field label={t("kindLabel")} hideLabel className="w-auto">
            <Select
              className="min-w-40 font-medium"
              value={node.leaf.type}
              onChange={(event) => change({ leaf: startOf[event.target.value as LeafType]() })}
            >
              {kindGroups.map(({ key, kinds }) => (
                <optgroup key={key} label={t(`kindGroups.${key}`)}>
                  {kinds.map((kind) => (
                    <option key={kind} value={kind}>
                      {t(`kinds.${kind}`)}
                    </option>
                  ))}
                </optgroup>
              ))}
            </Select>
          </Field>
          <div data-controls className="flex min-w-0 flex-wrap items-center gap-2">
            <LeafControls leaf={node.leaf} lookups={lookups} onChange={(leaf, field) => change({ leaf }, field)} />
          </div>
          <Field label={t("denial.label")} hideLabel className="w-auto">
            <Select
              className={cn("min-w-36", node.isNot && "border-danger text-danger")}
              value={node.isNot ? "not" : "is"}
              onChange={(event) => change({ isNot: event.target.value === "not" })}
              options={[
                { value: "is", label: t("denial.is") },
                { value: "not", label: t("denial.not") },
              ]}
            />
          </Field>
        </div>
        {problem && (
          <p role="alert" className="text-xs text-danger">
            {t(`problems.${problem}`)}
          </p>
        )}
      </div>
      <IconButton
        size="sm"
        label={t("act.removeNamed", { name })}
        icon={<X aria-hidden />}
        onClick={() => editor.acts.remove(node.id)}
      />
    </div>
  );
}
