"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { QueueBar } from "./queue-bar";
import { useTill } from "./till";
import { counterKeys, useShortcuts } from "./use-shortcuts";
import { useOfflinePages } from "./use-offline-pages";

const described = ["sale", "issue", "shift", "give", "exchange", "record", "next", "help"] as const;

/** What every screen of the counter has around it: the queue of unsent sales, keys for every place, and pages that open without a network. */
export function CounterFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("staff.keys");
  const router = useRouter();
  const till = useTill();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const home = `/${till.slug}/staff`;
  useOfflinePages(till.slug);
  useShortcuts({
    help: () => setHelpOpen(true),
    issue: () => router.push(`${home}/issue`),
    sale: () => router.push(till.saleHref()),
    shift: () => router.push(`${home}/shift`),
    next: () => router.push(home),
  });
  return (
    <>
      <QueueBar />
      {children}
      <Dialog open={isHelpOpen} onOpenChange={setHelpOpen} title={t("title")} description={t("lead")}>
        <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-3 text-sm">
          {described.map((name) => (
            <div key={name} className="contents">
              <dt>
                {name === "record" && (
                  <>
                    <Kbd>Ctrl</Kbd>{" "}
                  </>
                )}
                <Kbd>{counterKeys[name]}</Kbd>
              </dt>
              <dd>{t(name)}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}
