"use client";

import { Dialog as Radix } from "radix-ui";
import { cn } from "./cn";
import { DialogParts, type DialogProps, overlayStyle } from "./dialog";

type SheetProps = Omit<DialogProps, "size"> & { side?: "right" | "left" | "bottom" };

const sides = {
  right: "inset-y-0 end-0 w-full max-w-md animate-from-right border-s border-line",
  left: "inset-y-0 start-0 w-[86%] max-w-xs animate-from-left border-e border-line",
  bottom: "inset-x-0 bottom-0 mx-auto max-h-[88dvh] max-w-2xl animate-from-bottom rounded-t-2xl",
};

/** A panel from an edge: `right` for details beside a list, `bottom` for choices on a phone. */
export function Sheet({
  open,
  onOpenChange,
  trigger,
  side = "right",
  title,
  description,
  footer,
  children,
}: SheetProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={overlayStyle} />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn("fixed z-50 flex flex-col bg-raised shadow-modal", sides[side])}
        >
          {side === "bottom" && <span aria-hidden className="mx-auto mt-2 h-1 w-9 rounded-full bg-line-strong/50" />}
          <DialogParts title={title} description={description} footer={footer}>
            {children}
          </DialogParts>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
