import { cva, type VariantProps } from "class-variance-authority";

/** The look of a button, for buttons and for links that act like one. */
export const buttonStyle = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-md border font-medium transition-colors duration-100 disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:size-[1.15em] [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary:
          "border-brand-edge bg-brand text-brand-ink shadow-card enabled:hover:bg-brand-hover [a&]:hover:bg-brand-hover",
        secondary: "border-line-strong/60 bg-surface text-ink shadow-card enabled:hover:bg-hover [a&]:hover:bg-hover",
        ghost: "border-transparent bg-transparent text-ink-2 hover:bg-hover hover:text-ink",
        danger: "border-danger-solid bg-danger-solid text-white shadow-card hover:brightness-110",
        "danger-quiet": "border-danger/40 bg-surface text-danger shadow-card hover:bg-danger-soft",
        link: "border-transparent bg-transparent px-0 text-brand-text underline-offset-4 hover:underline",
      },
      size: {
        sm: "min-h-control-sm px-3 text-sm",
        md: "min-h-control px-4 text-control",
        lg: "min-h-12 px-6 text-base",
      },
      block: { true: "w-full" },
    },
    compoundVariants: [{ variant: "link", className: "px-0" }],
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonStyle = VariantProps<typeof buttonStyle>;
