"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

interface Props {
  isOwn: boolean;
  isWithdrawing: boolean;
  /** What is asked for, in a sentence. */
  lead: string;
  consequences: readonly string[];
  words: Record<
    "approve" | "approveTitle" | "refuse" | "refuseTitle" | "refuseReason" | "reasonMissing" | "withdraw" | "own",
    string
  >;
  onApprove: () => Promise<unknown>;
  onRefuse: (reason: string) => Promise<unknown>;
  onWithdraw: () => Promise<unknown>;
}

/** What a second person says to a request that waits: agree, or refuse with a reason. Whoever asked can only take it back. */
export function SecondWord({ isOwn, isWithdrawing, lead, consequences, words, ...on }: Props) {
  const [reason, setReason] = useState("");
  if (isOwn)
    return (
      <span className="grid justify-items-end gap-1">
        <Button size="sm" loading={isWithdrawing} onClick={() => void on.onWithdraw().catch(() => {})}>
          {words.withdraw}
        </Button>
        <span className="max-w-48 text-xs text-ink-3">{words.own}</span>
      </span>
    );
  return (
    <span className="flex flex-wrap justify-end gap-2">
      <ConfirmDialog
        trigger={
          <Button size="sm" variant="primary">
            {words.approve}
          </Button>
        }
        tone="primary"
        title={words.approveTitle}
        description={lead}
        consequences={consequences}
        confirmLabel={words.approve}
        onConfirm={on.onApprove}
      />
      <ConfirmDialog
        trigger={<Button size="sm">{words.refuse}</Button>}
        title={words.refuseTitle}
        description={lead}
        consequences={consequences}
        confirmLabel={words.refuse}
        disabledReason={reason.trim() === "" ? words.reasonMissing : undefined}
        onConfirm={() => on.onRefuse(reason)}
      >
        <Field label={words.refuseReason} required>
          <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </ConfirmDialog>
    </span>
  );
}
