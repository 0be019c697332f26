"use client";

import { Copy, Download, ExternalLink, Trash2 } from "lucide-react";
import { useState } from "react";
import { Count, Money, Percent, Points } from "@/components/format/amount";
import { DateTime, RelativeTime } from "@/components/format/date-time";
import { PersonName } from "@/components/format/person-name";
import { Badge, type Tone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Menu } from "@/components/ui/menu";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonText } from "@/components/ui/skeleton";
import { Stepper } from "@/components/ui/stepper";
import { TabLinks, Tabs } from "@/components/ui/tabs";
import { TextLink } from "@/components/ui/text-link";
import { toast } from "@/components/ui/toaster";
import { Tooltip } from "@/components/ui/tooltip";
import type { Samples } from "./samples";

const tones: Tone[] = ["ok", "neutral", "warn", "danger", "info", "brand"];

export const FeedbackShelf = ({ words: w }: { words: Samples }) => (
  <div className="grid gap-4">
    <div className="flex flex-wrap gap-2">
      {w.states.map((state, i) => (
        <Badge key={state} tone={tones[i]} dot={i < 4}>
          {state}
        </Badge>
      ))}
    </div>
    <div className="grid gap-3 md:grid-cols-2">
      <Notice tone="ok" title={w.okTitle}>
        {w.okBody}
      </Notice>
      <Notice tone="warn" title={w.warnTitle} actions={<Button size="sm">{w.open}</Button>}>
        {w.warnBody}
      </Notice>
      <Notice tone="danger" title={w.dangerTitle}>
        {w.dangerBody}
      </Notice>
      <Notice>{w.infoBody}</Notice>
    </div>
    <div className="grid gap-3 md:grid-cols-2">
      <Card>
        <ErrorState reference="3f9a-21c4" onRetry={() => toast.success(w.toast)} />
      </Card>
      <Card>
        <SkeletonText lines={5} />
      </Card>
    </div>
    <div className="flex flex-wrap gap-2">
      <Button onClick={() => toast.success(w.toast, { description: w.okBody })}>toast.success</Button>
      <Button onClick={() => toast.error(w.dangerTitle, { description: w.dangerBody })}>toast.error</Button>
      <Tooltip content={w.consentHint}>
        <Button>{w.hint}</Button>
      </Tooltip>
    </div>
  </div>
);

export function OverlayShelf({ words: w }: { words: Samples }) {
  const [open, setOpen] = useState(false);
  const buttons = (
    <>
      <Button onClick={() => setOpen(false)}>{w.later}</Button>
      <Button variant="primary" onClick={() => setOpen(false)}>
        {w.publish}
      </Button>
    </>
  );
  return (
    <Card className="flex flex-wrap gap-2">
      <Dialog
        open={open}
        onOpenChange={setOpen}
        trigger={<Button>Dialog</Button>}
        title={w.dialogTitle}
        description={w.dialogBody}
        footer={buttons}
      >
        <Notice>{w.infoBody}</Notice>
      </Dialog>
      <ConfirmDialog
        trigger={<Button variant="danger-quiet">ConfirmDialog</Button>}
        title={w.confirmTitle}
        description={w.confirmBody}
        consequences={w.consequences}
        confirmLabel={w.withdraw}
        typeToConfirm="2900001234580"
        onConfirm={() => {
          toast.success(w.toast);
        }}
      />
      <Sheet trigger={<Button>Sheet</Button>} title={w.sheetTitle} footer={<Button variant="primary">{w.save}</Button>}>
        <SkeletonText lines={6} />
      </Sheet>
      <Sheet side="bottom" trigger={<Button>BottomSheet</Button>} title={w.sheetTitle}>
        <SkeletonText lines={4} />
      </Sheet>
      <Menu
        align="start"
        trigger={<Button>Menu</Button>}
        items={[
          { key: "open", label: w.menu[0], icon: <ExternalLink aria-hidden />, href: "#overlays" },
          { key: "copy", label: w.menu[1], icon: <Copy aria-hidden />, onSelect: () => toast(w.toast) },
          { key: "csv", label: w.menu[2], icon: <Download aria-hidden />, onSelect: () => toast(w.toast) },
          {
            key: "delete",
            label: w.menu[3],
            icon: <Trash2 aria-hidden />,
            danger: true,
            separatorBefore: true,
            disabledReason: w.menuReason,
          },
        ]}
      />
    </Card>
  );
}

export const NavigationShelf = ({ words: w }: { words: Samples }) => (
  <Card className="grid gap-6">
    <Tabs
      label={w.sections.navigation}
      items={w.tabs.map((label, i) => ({
        value: String(i),
        label,
        count: i || undefined,
        content: <p className="text-sm text-ink-2">{w.body}</p>,
      }))}
    />
    <TabLinks
      label={w.tabs[0] ?? ""}
      items={w.tabs.map((label, i) => ({ href: `#tab-${i}`, label, current: i === 0 }))}
    />
    <Stepper
      label={w.sections.navigation}
      steps={w.steps.map((label, i) => ({
        key: label,
        label,
        state: i < 2 ? "done" : i === 2 ? "current" : "ahead",
        href: i < 2 ? "#navigation" : undefined,
      }))}
    />
    <Pagination nextHref="#navigation" summary={w.summary} />
    <p className="text-sm">
      {w.infoBody} <TextLink href="#navigation">{w.open}</TextLink>
    </p>
  </Card>
);

export const FormatShelf = () => (
  <Card className="grid gap-2 text-sm sm:grid-cols-3">
    <Money value={1_234_567} />
    <Money value={-1_234_567} signed />
    <Points value={1_234} />
    <Points value={500} short signed />
    <Count value={10_000_000} />
    <Percent value={0.1234} />
    <DateTime value="2026-11-22T05:05:00Z" />
    <DateTime value="2026-11-22T05:05:00Z" form="dateTime" />
    <DateTime value="2026-11-22" form="monthDay" />
    <RelativeTime value="2026-11-19T05:05:00Z" now="2026-11-22T05:05:00Z" />
    <PersonName name={{ familyName: "田中", givenName: "花子", familyKana: "タナカ", givenKana: "ハナコ" }} honorific />
    <PersonName name={{ memberNumber: "2900001234580" }} />
  </Card>
);
