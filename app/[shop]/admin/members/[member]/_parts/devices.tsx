"use client";

import { useMutation } from "@tanstack/react-query";
import { Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/trpc-provider";
import { useErrorText } from "@/app/use-error-text";
import { DateTime, RelativeTime } from "@/components/format/date-time";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toaster";

interface SessionView {
  sessionId: string;
  createdAt: Date;
  lastSeenAt: Date;
  browser: "line" | "safari" | "chrome" | "edge" | "firefox" | "samsung" | "other";
  system: "iphone" | "ipad" | "android" | "windows" | "mac" | "linux" | "other";
}

interface Props {
  memberId: string;
  sessions: readonly SessionView[];
  refusal: string | undefined;
  now: Date;
}

/** Where the member is signed in; each can be ended, for a phone that was lost. */
export function Devices({ memberId, sessions, refusal, now }: Props) {
  const t = useTranslations("memberDesk.devices");
  const errorText = useErrorText();
  const router = useRouter();
  const trpc = useTRPC();
  const end = useMutation(
    trpc.memberDesk.endSession.mutationOptions({
      onSuccess: () => {
        toast.success(t("ended"));
        router.refresh();
      },
      onError: (error) => toast.error(errorText(error)),
    }),
  );
  return (
    <Card flush>
      {sessions.length === 0 ? (
        <EmptyState icon={<Smartphone />} title={t("none")} description={t("noneHint")} />
      ) : (
        <ul className="divide-y divide-line">
          {sessions.map((session) => (
            <li key={session.sessionId} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 text-sm">
              <Smartphone aria-hidden className="size-5 text-ink-3" />
              <span className="grid min-w-0 flex-1">
                <span className="font-medium">
                  {t("device", {
                    browser: t(`browsers.${session.browser}`),
                    system: t(`systems.${session.system}`),
                  })}
                </span>
                <span className="text-xs text-ink-3">
                  {t("since")} <DateTime value={session.createdAt} form="dateTime" />
                  <span className="mx-1.5">·</span>
                  {t("seen")} <RelativeTime value={session.lastSeenAt} now={now} />
                </span>
              </span>
              <Button
                size="sm"
                disabledReason={refusal}
                loading={end.isPending && end.variables.sessionId === session.sessionId}
                onClick={() => end.mutate({ memberId, sessionId: session.sessionId })}
              >
                {t("end")}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
