import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";

type SentNoticeProps = { title: string; hint: string; again?: ReactNode; children: ReactNode };

/** A mail is on its way: what to do now, and what to do when it does not come. */
export const SentNotice = ({ title, hint, again, children }: SentNoticeProps) => (
  <div className="grid gap-4">
    <Notice tone="ok" title={title}>
      <span className="break-words">{children}</span>
    </Notice>
    <p className="text-sm text-ink-3">{hint}</p>
    {again}
  </div>
);
