import type { ReactNode } from "react";
import { Count } from "@/components/format/amount";
import { Card } from "@/components/ui/card";

const tones = {
  brand: "bg-brand-soft text-brand-text",
  ok: "bg-ok-soft text-ok",
  info: "bg-info-soft text-info",
  warn: "bg-warn-soft text-warn",
};

interface Props {
  tone: keyof typeof tones;
  icon: ReactNode;
  title: string;
  /** Shown large; null where there are none. */
  points: number | null;
  lines: readonly string[];
  children?: ReactNode;
}

/** What a scanned code says, large enough to be read while standing in a shop. */
export const ArrivalCard = ({ tone, icon, title, points, lines, children }: Props) => (
  <Card className="grid justify-items-center gap-4 py-8 text-center">
    <span aria-hidden className={`flex size-16 items-center justify-center rounded-full [&_svg]:size-8 ${tones[tone]}`}>
      {icon}
    </span>
    <div role="status" className="grid gap-2">
      <p className="text-lg font-semibold wrap-anywhere">{title}</p>
      {points !== null && (
        <p className="flex items-baseline justify-center gap-1.5">
          <Count value={points} className="text-5xl font-semibold tracking-tight" />
          <span className="text-sm text-ink-2">pt</span>
        </p>
      )}
      {lines.map((line) => (
        <p key={line} className="text-sm text-ink-2">
          {line}
        </p>
      ))}
    </div>
    {children && <div className="w-full">{children}</div>}
  </Card>
);
