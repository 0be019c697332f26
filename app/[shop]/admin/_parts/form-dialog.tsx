"use client";

import { type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, type DialogProps } from "@/components/ui/dialog";
import { ActProblem } from "./act-problem";

type Props = Pick<DialogProps, "open" | "onOpenChange" | "trigger" | "title" | "description"> & {
  /** The verb of the act. */
  submitLabel: string;
  isBusy: boolean;
  /** Why it was not done; stands above the fields. */
  error: unknown;
  /** A rejection leaves the dialog open; what it says is `error`. */
  onSubmit: () => unknown;
  children: ReactNode;
};

/** A form in a dialog, with one button that sends it. */
export function FormDialog({ submitLabel, isBusy, error, onSubmit, children, ...dialog }: Props) {
  const form = useId();
  return (
    <Dialog
      {...dialog}
      busy={isBusy}
      footer={
        <Button type="submit" form={form} variant="primary" loading={isBusy}>
          {submitLabel}
        </Button>
      }
    >
      <form
        id={form}
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          Promise.resolve(onSubmit()).catch(() => {});
        }}
      >
        <ActProblem error={error} />
        {children}
      </form>
    </Dialog>
  );
}
