"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { IconButton } from "./icon-button";

export type DialogProps = {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** The element that opens it, where it is not controlled. */
  trigger?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  size?: "sm" | "md" | "lg";
  /** While its act runs it stays open, so that a failure is seen; where it is controlled. */
  busy?: boolean;
  children?: ReactNode;
};

export const overlayStyle = "fixed inset-0 z-40 animate-fade bg-overlay";
const sizes = { sm: "sm:max-w-md", md: "sm:max-w-xl", lg: "sm:max-w-3xl" };

/** A window over the page; on phones it rises from the bottom edge. */
export function Dialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  footer,
  size = "sm",
  busy = false,
  children,
}: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={busy ? undefined : onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={overlayStyle} />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed inset-x-0 bottom-0 z-50 mx-auto flex max-h-[92dvh] w-full animate-from-bottom flex-col rounded-t-2xl bg-raised shadow-modal",
            "sm:inset-y-0 sm:my-auto sm:h-fit sm:max-h-[86dvh] sm:animate-rise sm:rounded-xl",
            sizes[size],
          )}
        >
          <DialogParts title={title} description={description} footer={footer}>
            {children}
          </DialogParts>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Head, scrolling body and foot, shared by Dialog and Sheet. */
export function DialogParts({
  title,
  description,
  footer,
  children,
}: Pick<DialogProps, "title" | "description" | "footer" | "children">) {
  const t = useTranslations("ui");
  return (
    <>
      <div className="flex items-start gap-3 px-5 pt-4 pb-2">
        <div className="min-w-0 flex-1 pt-1">
          <Radix.Title className="text-lg">{title}</Radix.Title>
          {description && <Radix.Description className="mt-0.5 text-sm text-ink-2">{description}</Radix.Description>}
        </div>
        <Radix.Close asChild>
          <IconButton label={t("close")} icon={<X aria-hidden />} hint={false} className="-me-2" />
        </Radix.Close>
      </div>
      {children && <div className="min-h-0 flex-1 overflow-y-auto px-5 py-3">{children}</div>}
      {footer && (
        <div className="flex flex-col-reverse gap-2 border-t border-line px-5 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-end">
          {footer}
        </div>
      )}
    </>
  );
}
