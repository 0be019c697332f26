"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { problemsOf } from "@/components/segments/leaf-kinds";
import { RuleEditor } from "@/components/segments/rule-editor";
import { fromRule, type GroupNode, toRule } from "@/components/segments/rule-tree";
import { useRuleEditor } from "@/components/segments/use-rule-editor";
import type { SegmentNames, SegmentRule } from "@/server/segments/input";
import { SegmentPreview } from "./segment-preview";
import { useLookups } from "./use-lookups";

export interface SegmentRuleEditorProps {
  /** Where it begins; later changes come out by `onChange` and do not go in again. */
  initial: SegmentRule;
  names?: SegmentNames;
  /** The rule at every change, null while it is not whole (an empty field, an empty group). */
  onChange: (rule: SegmentRule | null) => void;
  canSeePersons: boolean;
  label?: string;
}

/** The rule of the tree on screen, or null while something in it is missing. */
export const ruleIfWhole = (root: GroupNode): SegmentRule | null => (problemsOf(root).size === 0 ? toRule(root) : null);

/** Conditions with words, live count and sample beside them, for any step that asks "whom". */
export function SegmentRuleEditor({ initial, names, onChange, canSeePersons, label }: SegmentRuleEditorProps) {
  const t = useTranslations("segmentBuilder");
  const lookups = useLookups(names);
  const [rule, setRule] = useState<SegmentRule | null>(initial);
  const [first] = useState(() => fromRule(initial));
  const editor = useRuleEditor(first, (root) => {
    const next = ruleIfWhole(root);
    setRule(next);
    onChange(next);
  });
  return (
    <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <RuleEditor editor={editor} lookups={lookups} label={label ?? t("conditions")} />
      <div className="xl:sticky xl:top-20">
        <SegmentPreview rule={rule} names={lookups.names} canSeePersons={canSeePersons} />
      </div>
    </div>
  );
}
