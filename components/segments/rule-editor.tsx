"use client";

import { Keyboard, Redo2, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormats } from "@/components/format/use-formats";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { Notice } from "@/components/ui/notice";
import { problemsOf } from "./leaf-kinds";
import type { Lookups } from "./leaf-parts";
import { GroupBox, RuleEditorContext } from "./rule-node";
import { maxDepth, maxNodes } from "./rule-tree";
import type { RuleEditorState } from "./use-rule-editor";

const keys = [
  ["move", ["Alt", "↑ ↓"]],
  ["indent", ["Alt", "→"]],
  ["outdent", ["Alt", "←"]],
  ["walk", ["↑ ↓"]],
  ["menu", ["Enter"]],
  ["remove", ["Delete"]],
  ["undo", ["Ctrl", "Z"]],
  ["redo", ["Ctrl", "Shift", "Z"]],
] as const;

/** The conditions of a segment as a tree of groups, for mouse, touch and keyboard alike. */
export function RuleEditor({ editor, lookups, label }: { editor: RuleEditorState; lookups: Lookups; label: string }) {
  const t = useTranslations("segmentBuilder");
  const formats = useFormats();
  const { root, acts, said, size, canUndo, canRedo } = editor;
  const problems = useMemo(() => problemsOf(root), [root]);
  const context = useMemo(() => ({ editor, lookups, problems }), [editor, lookups, problems]);
  const tooLarge = problems.get(root.id);
  return (
    <RuleEditorContext value={context}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the whole group: undo and redo */}
      <div
        // oxlint-disable-next-line react/refs -- handed over, not read
        ref={editor.box}
        role="group"
        aria-label={label}
        tabIndex={-1}
        // oxlint-disable-next-line react/refs -- called by a key, not while drawing
        onKeyDown={editor.onKeyDown}
        className="grid gap-3"
      >
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-xs text-ink-3 tabular">
            {t("size", { nodes: formats.number(size.nodes), most: maxNodes, depth: size.depth, deepest: maxDepth })}
          </p>
          <div className="flex items-center">
            <IconButton label={t("undo")} icon={<Undo2 aria-hidden />} disabled={!canUndo} onClick={acts.undo} />
            <IconButton label={t("redo")} icon={<Redo2 aria-hidden />} disabled={!canRedo} onClick={acts.redo} />
            <Dialog
              title={t("keys.title")}
              description={t("keys.lead")}
              trigger={<IconButton label={t("keys.title")} icon={<Keyboard aria-hidden />} hint={false} />}
            >
              <dl className="grid grid-cols-[auto_1fr] items-center gap-x-6 gap-y-2 text-sm">
                {keys.map(([what, chord]) => (
                  <div key={what} className="contents">
                    <dt className="flex gap-1">
                      {chord.map((key) => (
                        <Kbd key={key}>{key}</Kbd>
                      ))}
                    </dt>
                    <dd>{t(`keys.${what}`)}</dd>
                  </div>
                ))}
              </dl>
            </Dialog>
          </div>
        </div>
        <GroupBox node={root} depth={0} />
        {(tooLarge === "too_deep" || tooLarge === "too_many") && (
          <Notice tone="danger">{t(`refused.${tooLarge}`)}</Notice>
        )}
        <p key={said.no} role="status" className="sr-only">
          {said.text}
        </p>
      </div>
    </RuleEditorContext>
  );
}
