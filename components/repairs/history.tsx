import {
  CircleCheck,
  ClipboardPen,
  FilePenLine,
  ImagePlus,
  PackageCheck,
  PackageOpen,
  Scale,
  Wrench,
  XCircle,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DateTime } from "@/components/format/date-time";
import { useFormats } from "@/components/format/use-formats";
import { Badge, type Tone } from "@/components/ui/badge";
import { Timeline, type TimelineItem } from "@/components/ui/timeline";
import type { RepairState } from "@/server/repairs/input";

export interface RepairEventView {
  eventId: string;
  at: Date;
  kind: string;
  fromState: RepairState | null;
  toState: RepairState | null;
  actorKind: string;
  by: string | null;
  note: string | null;
  isInternal: boolean;
  details: Record<string, string | number | boolean | null> | null;
}

const looks: Record<RepairState, { icon: ReactNode; tone: Tone }> = {
  received: { icon: <ClipboardPen />, tone: "info" },
  quoted: { icon: <FilePenLine />, tone: "warn" },
  approved: { icon: <CircleCheck />, tone: "brand" },
  in_repair: { icon: <Wrench />, tone: "brand" },
  ready: { icon: <PackageCheck />, tone: "ok" },
  done: { icon: <CircleCheck />, tone: "ok" },
  declined: { icon: <XCircle />, tone: "neutral" },
  refused: { icon: <XCircle />, tone: "danger" },
  cancelled: { icon: <XCircle />, tone: "neutral" },
};

/** What happened to a repair, newest first. `who` names the people: for the shop's own screens. */
export function RepairHistory({ events, who }: { events: readonly RepairEventView[]; who?: boolean }) {
  const itemOf = useEventItem(who ?? false);
  return <Timeline items={events.map(itemOf)} />;
}

function useEventItem(who: boolean) {
  const t = useTranslations("repairs");
  const formats = useFormats();
  const amount = (event: RepairEventView) => formats.yen(Number(event.details?.totalYen ?? 0));
  const titleOf = (event: RepairEventView): { title: string; icon: ReactNode; tone: Tone } => {
    switch (event.kind) {
      case "estimate":
        return { title: t("history.estimate", { amount: amount(event) }), ...looks.quoted };
      case "item": {
        const isIn = event.details?.place === "shop";
        return { title: t(isIn ? "history.itemIn" : "history.itemOut"), icon: <PackageOpen />, tone: "neutral" };
      }
      case "coverage": {
        const coverage = t(`coverage.${event.details?.coverage as "paid"}`);
        const isOverride = event.details?.isOverride === true;
        return {
          title: t(isOverride ? "history.coverageOverride" : "history.coverageRule", { coverage }),
          icon: <Scale />,
          tone: "neutral",
        };
      }
      case "photo":
        return {
          title: t("history.photos", { count: Number(event.details?.count ?? 0) }),
          icon: <ImagePlus />,
          tone: "neutral",
        };
      case "note":
        return { title: t("history.note"), icon: <FilePenLine />, tone: "neutral" };
      default: {
        const to = event.toState ?? "received";
        if (to === "received") return { title: t("history.requested"), ...looks.received };
        if (to === "quoted") return { title: t("history.quoted", { amount: amount(event) }), ...looks.quoted };
        if (to === "in_repair" && event.fromState === "ready")
          return { title: t("history.backToRepair"), ...looks.in_repair };
        return { title: t(`history.${to}`), ...looks[to] };
      }
    }
  };
  const nameOf = (event: RepairEventView) =>
    event.actorKind === "member"
      ? t("history.byMember")
      : event.actorKind === "staff"
        ? event.by
        : event.actorKind === "system"
          ? t("history.bySystem")
          : null;
  return (event: RepairEventView): TimelineItem => {
    const by = who ? nameOf(event) : null;
    return {
      key: event.eventId,
      at: <DateTime value={event.at} form="dateTime" />,
      ...titleOf(event),
      body: (event.note || by || event.isInternal) && (
        <>
          {event.note && <p className="whitespace-pre-wrap">{event.note}</p>}
          {(by || event.isInternal) && (
            <p className="flex items-center gap-2 text-xs text-ink-3">
              {by}
              {event.isInternal && <Badge>{t("history.internal")}</Badge>}
            </p>
          )}
        </>
      ),
    };
  };
}
