"use client";

import Link from "next/link";
import { DropdownMenu as Radix } from "radix-ui";
import { Fragment, type ReactNode } from "react";
import { cn } from "./cn";

export type MenuItem = {
  key: string;
  label: ReactNode;
  hint?: ReactNode;
  icon?: ReactNode;
  href?: string;
  onSelect?: () => void;
  danger?: boolean;
  /** Ticked, for a choice among several. */
  checked?: boolean;
  /** Why it cannot be chosen, shown under the label. */
  disabledReason?: ReactNode;
  separatorBefore?: boolean;
};

const itemStyle =
  "flex min-h-control-sm items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm outline-none data-[disabled]:text-ink-3 data-[highlighted]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0";

type MenuProps = {
  trigger: ReactNode;
  items: readonly MenuItem[];
  label?: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom";
  /** Keeps the focus from going back to the trigger: for a choice that puts it somewhere else. */
  onCloseAutoFocus?: (event: Event) => void;
  onOpenChange?: (open: boolean) => void;
};

/** A menu that opens from a button. */
export function Menu({
  trigger,
  items,
  label,
  align = "end",
  side = "bottom",
  onCloseAutoFocus,
  onOpenChange,
}: MenuProps) {
  return (
    <Radix.Root modal={false} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={onCloseAutoFocus}
          className="z-50 max-h-[var(--radix-dropdown-menu-content-available-height)] min-w-52 max-w-80 animate-rise overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-pop"
        >
          {label && <Radix.Label className="px-2.5 pt-1.5 pb-1 text-xs text-ink-3">{label}</Radix.Label>}
          {items.map((item) => (
            <Fragment key={item.key}>
              {item.separatorBefore && <Radix.Separator className="-mx-1 my-1 h-px bg-line" />}
              <MenuRow item={item} />
            </Fragment>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function MenuRow({ item }: { item: MenuItem }) {
  const className = cn(itemStyle, item.danger && "text-danger", item.checked && "font-medium text-brand-text");
  const hint = item.disabledReason ?? item.hint;
  const body = (
    <>
      {item.icon}
      <span className="min-w-0 flex-1">
        {item.label}
        {hint && <span className="block text-xs font-normal text-ink-3">{hint}</span>}
      </span>
      {item.checked && <span aria-hidden className="size-1.5 rounded-full bg-brand-text" />}
    </>
  );
  if (item.href && !item.disabledReason) {
    return (
      <Radix.Item asChild className={className}>
        <Link href={item.href}>{body}</Link>
      </Radix.Item>
    );
  }
  const common = { disabled: Boolean(item.disabledReason), onSelect: item.onSelect, className };
  if (item.checked === undefined) return <Radix.Item {...common}>{body}</Radix.Item>;
  return (
    <Radix.CheckboxItem {...common} checked={item.checked}>
      {body}
    </Radix.CheckboxItem>
  );
}
