"use client";

import { Laptop, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActionState, useTransition } from "react";
import type { FormState } from "@/components/auth/form-state";
import { DateTime } from "@/components/format/date-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, Section } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";

export interface DeviceView {
  sessionId: string;
  createdAt: Date;
  lastSeenAt: Date;
  isThis: boolean;
  browser: string | null;
  system: string | null;
}

interface Props {
  sessions: readonly DeviceView[];
  end: (sessionId: string) => Promise<void>;
  endOthers: (state: FormState) => Promise<FormState>;
}

const hand = new Set(["iPhone", "iPad", "Android"]);

/** Where one is signed in, in words; each can be ended from here. */
export function SessionList({ sessions, end, endOthers }: Props) {
  const t = useTranslations("access.account");
  const [state, send, isSending] = useActionState(endOthers, {});
  const hasOthers = sessions.some((one) => !one.isThis);
  return (
    <Section title={t("sessions")} description={t("sessionsLead")}>
      <Card flush>
        <ul className="divide-y divide-line">
          {sessions.map((session) => (
            <SessionRow key={session.sessionId} session={session} end={end} />
          ))}
        </ul>
      </Card>
      {state.isDone && !hasOthers && <Notice tone="ok">{t("endedOthers")}</Notice>}
      {hasOthers ? (
        <form action={send}>
          <Button type="submit" loading={isSending}>
            {t("endOthers")}
          </Button>
        </form>
      ) : (
        !state.isDone && <p className="text-sm text-ink-3">{t("onlyThis")}</p>
      )}
    </Section>
  );
}

function SessionRow({ session, end }: { session: DeviceView; end: Props["end"] }) {
  const t = useTranslations("access.account");
  const [isEnding, start] = useTransition();
  const Icon = hand.has(session.system ?? "") ? Smartphone : Laptop;
  const device = t("device", {
    browser: session.browser ?? t("unknownBrowser"),
    system: session.system ?? t("unknownSystem"),
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
      <Icon aria-hidden className="size-5 shrink-0 text-ink-3" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          {device}
          {session.isThis && <Badge tone="brand">{t("thisDevice")}</Badge>}
        </p>
        <p className="text-xs text-ink-3">
          {t("lastSeen")} <DateTime value={session.lastSeenAt} form="dateTime" /> · {t("signedInAt")}{" "}
          <DateTime value={session.createdAt} form="date" />
        </p>
      </div>
      {!session.isThis && (
        <Button
          size="sm"
          loading={isEnding}
          aria-label={`${device}: ${t("end")}`}
          onClick={() => start(() => end(session.sessionId))}
        >
          {t("end")}
        </Button>
      )}
    </li>
  );
}
