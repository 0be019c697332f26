import { Laptop, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFormats } from "@/components/format/use-formats";
import { PageHeader } from "@/components/layout/page-header";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";

export interface DeviceView {
  sessionId: string;
  createdAt: Date;
  lastSeenAt: Date;
  browser: string;
  system: string;
}

interface Props {
  base: string;
  devices: readonly DeviceView[];
  hereId: string | null;
  end: (sessionId: string | null) => Promise<void>;
}

const phones = new Set(["iphone", "ipad", "android"]);

/** Where one is signed in; each log-in can be ended, or all others at once. Works before the page's scripts do. */
export function DevicesPage({ base, devices, hereId, end }: Props) {
  const t = useTranslations("account.sessions");
  const my = useTranslations("my.account");
  const formats = useFormats();
  const sorted = devices.toSorted((a, b) => Number(b.sessionId === hereId) - Number(a.sessionId === hereId));
  const nameOf = ({ browser, system }: DeviceView) =>
    t("device", { browser: t(`browsers.${browser as "line"}`), system: t(`systems.${system as "iphone"}`) });
  return (
    <>
      <PageHeader title={t("title")} description={t("lead")} back={{ href: `${base}/account`, label: my("title") }} />
      <Card flush>
        <ul className="divide-y divide-line">
          {sorted.map((device) => {
            const Icon = phones.has(device.system) ? Smartphone : Laptop;
            const isHere = device.sessionId === hereId;
            return (
              <li key={device.sessionId} className="flex items-center gap-3 p-4">
                <Icon aria-hidden className="size-6 shrink-0 text-ink-3" />
                <div className="grid min-w-0 flex-1 gap-0.5">
                  <p className="flex flex-wrap items-center gap-x-2 text-sm font-medium">
                    {nameOf(device)} {isHere && <Badge tone="ok">{t("here")}</Badge>}
                  </p>
                  <p className="text-xs text-ink-3">{t("since", { day: formats.date(device.createdAt) })}</p>
                  {!isHere && (
                    <p className="text-xs text-ink-3">{t("seen", { when: formats.dateTime(device.lastSeenAt) })}</p>
                  )}
                </div>
                {!isHere && (
                  <form action={end.bind(null, device.sessionId)}>
                    <SubmitButton size="sm" label={t("endLabel", { device: nameOf(device) })}>
                      {t("end")}
                    </SubmitButton>
                  </form>
                )}
              </li>
            );
          })}
        </ul>
      </Card>
      {devices.length > 1 ? (
        <form action={end.bind(null, null)} className="mt-4">
          <SubmitButton variant="danger-quiet" block>
            {t("endOthers")}
          </SubmitButton>
        </form>
      ) : (
        <p className="mt-4 text-sm text-ink-3">{t("onlyHere")}</p>
      )}
    </>
  );
}
