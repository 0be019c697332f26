"use client";

import { useState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";

/** Takes the coupon of a poster. Light: the words come from the server. */
export function TakeCoupon({ label, onTake }: { label: string; onTake: () => Promise<string | null> }) {
  const [problem, say] = useState<string | null>(null);
  return (
    <form action={async () => say(await onTake())} className="grid gap-2">
      <SubmitButton variant="primary" block>
        {label}
      </SubmitButton>
      <p role="alert" className="text-sm text-danger empty:hidden">
        {problem}
      </p>
    </form>
  );
}
