import type { ReactNode } from "react";

const looks = {
  ok: "border-ok/25 bg-ok-soft text-ok",
  info: "border-info/25 bg-info-soft text-ink-2",
  danger: "border-danger/25 bg-danger-soft text-danger",
};

/** What a form says after it was sent. `danger` is announced at once. Light: see components/ui/text-field.tsx. */
export const FormMessage = ({ tone, children }: { tone: keyof typeof looks; children: ReactNode }) => (
  <div role={tone === "danger" ? "alert" : "status"} className={`rounded-lg border px-4 py-3 text-sm ${looks[tone]}`}>
    {children}
  </div>
);
