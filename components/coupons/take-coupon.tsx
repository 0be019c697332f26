"use client";

import { useState } from "react";
import type { ButtonStyle } from "@/components/ui/button-style";
import { SubmitButton } from "@/components/ui/submit-button";

/** Takes the coupon of a poster. Light: the words come from the server. */
export function TakeCoupon({
  label,
  variant = "primary",
  onTake,
}: {
  label: string;
  variant?: ButtonStyle["variant"];
  onTake: () => Promise<string | null>;
}) {
  const [problem, say] = useState<string | null>(null);
  return (
    <form action={async () => say(await onTake())} className="grid gap-2">
      <SubmitButton variant={variant} block>
        {label}
      </SubmitButton>
      <p role="alert" className="text-sm text-danger empty:hidden">
        {problem}
      </p>
    </form>
  );
}
