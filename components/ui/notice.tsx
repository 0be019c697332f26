import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const looks = {
  info: { box: "border-info/25 bg-info-soft", icon: Info, ink: "text-info" },
  ok: { box: "border-ok/25 bg-ok-soft", icon: CircleCheck, ink: "text-ok" },
  warn: { box: "border-warn/30 bg-warn-soft", icon: TriangleAlert, ink: "text-warn" },
  danger: { box: "border-danger/25 bg-danger-soft", icon: CircleAlert, ink: "text-danger" },
};

type NoticeProps = {
  tone?: keyof typeof looks;
  title?: ReactNode;
  actions?: ReactNode;
  className?: string;
  children?: ReactNode;
};

/** A message that belongs to the page and stays. `danger` is announced at once. */
export function Notice({ tone = "info", title, actions, className, children }: NoticeProps) {
  const { box, icon: Icon, ink } = looks[tone];
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={`flex gap-3 rounded-lg border px-4 py-3 text-sm ${box} ${className ?? ""}`}
    >
      <Icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${ink}`} />
      <div className="min-w-0 flex-1">
        {title && <p className={`font-medium ${ink}`}>{title}</p>}
        {children && <div className="text-ink-2">{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
