import { ChevronRight, CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useFormats } from "@/components/format/use-formats";
import { cn } from "@/components/ui/cn";
import { Card } from "@/components/ui/card";

const looks = {
  processes_down: { tone: "danger", path: "" },
  proof_broken: { tone: "danger", path: "/proof" },
  stuck_runs: { tone: "danger", path: "/campaigns?state=live" },
  late_sends: { tone: "danger", path: "/campaigns?state=live" },
  late_events: { tone: "warn", path: "" },
  unknown_deliveries: { tone: "warn", path: "/campaigns" },
  failed_deliveries: { tone: "warn", path: "/campaigns" },
  bounces: { tone: "warn", path: "/campaigns" },
  failed_imports: { tone: "warn", path: "/imports" },
  approvals: { tone: "info", path: "/campaigns?state=draft" },
  exports: { tone: "info", path: "/exports" },
  point_approvals: { tone: "info", path: "/approvals" },
  fraud: { tone: "warn", path: "/watch" },
  privacy: { tone: "warn", path: "/privacy" },
  repairs: { tone: "warn", path: "/repairs?view=overdue" },
  paused: { tone: "info", path: "/campaigns?state=paused" },
  drafts: { tone: "info", path: "/campaigns?state=draft" },
} as const;

export interface AttentionView {
  kind: keyof typeof looks;
  count: number;
  campaign: { id: string; name: string } | null;
  share: number | null;
}

const icons = { danger: CircleAlert, warn: TriangleAlert, info: Info };
const inks = { danger: "text-danger", warn: "text-warn", info: "text-info" };

/** What wants a person now, the gravest first, each with its way there. */
export function AttentionList({ base, items }: { base: string; items: readonly AttentionView[] }) {
  const t = useTranslations("adminHome.attention");
  const formats = useFormats();
  if (items.length === 0)
    return (
      <Card className="flex items-center gap-3 text-sm text-ink-2">
        <CircleCheck aria-hidden className="size-5 text-ok" />
        {t("none")}
      </Card>
    );
  return (
    <Card flush>
      <ul className="divide-y divide-line">
        {items.map(({ kind, count, campaign, share }) => {
          const { tone, path } = looks[kind];
          const Icon = icons[tone];
          const href = campaign ? `${base}/campaigns/${campaign.id}` : path && `${base}${path}`;
          return (
            <li
              key={kind}
              className="relative flex items-center gap-3 px-4 py-3 transition-colors has-[a]:hover:bg-hover sm:px-5"
            >
              <Icon aria-hidden className={cn("size-5 shrink-0", inks[tone])} />
              <div className="min-w-0 flex-1">
                <h3 className="text-sm">
                  {href ? (
                    <Link href={href} className="rounded-sm after:absolute after:inset-0 after:content-['']">
                      {t(`kinds.${kind}.title`)}
                    </Link>
                  ) : (
                    t(`kinds.${kind}.title`)
                  )}
                </h3>
                <p className="text-sm text-ink-2">
                  {campaign && `${campaign.name} · `}
                  {t(`kinds.${kind}.hint`, { count, share: formats.percent(share ?? 0) })}
                </p>
              </div>
              {href && <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-3" />}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
