"use client";

import { useActionState, useState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { FormMessage } from "./form-message";

export interface ClaimState {
  problem?: string;
  done?: { title: string; lead: string };
}
interface Props {
  action: (state: ClaimState, form: FormData) => Promise<ClaimState>;
  /** What the receipt's QR code brought; then nothing need be typed. */
  scanned: { receiptNo: string; code: string } | null;
  words: { receiptNo: string; receiptHint: string; total: string; submit: string };
}

/** Number and total of a receipt. After a refusal what was typed is still there. */
export function ClaimForm({ action, scanned, words }: Props) {
  const [state, send] = useActionState(action, {});
  const [receiptNo, setReceiptNo] = useState(scanned?.receiptNo ?? "");
  const [total, setTotal] = useState("");
  const isScanned = scanned !== null && receiptNo === scanned.receiptNo;
  if (state.done)
    return (
      <FormMessage tone="ok">
        <strong className="block text-base">{state.done.title}</strong>
        {state.done.lead}
      </FormMessage>
    );
  return (
    <form action={send} className="grid gap-5">
      {state.problem && <FormMessage tone="danger">{state.problem}</FormMessage>}
      {isScanned && <input type="hidden" name="code" value={scanned.code} />}
      <TextField
        label={words.receiptNo}
        hint={words.receiptHint}
        name="receiptNo"
        required
        maxLength={100}
        autoComplete="off"
        autoCapitalize="characters"
        value={receiptNo}
        onChange={(event) => setReceiptNo(event.target.value)}
      />
      {!isScanned && (
        <TextField
          label={words.total}
          name="total"
          required
          inputMode="numeric"
          maxLength={20}
          autoComplete="off"
          value={total}
          onChange={(event) => setTotal(event.target.value)}
        />
      )}
      <SubmitButton variant="primary" block>
        {words.submit}
      </SubmitButton>
    </form>
  );
}
