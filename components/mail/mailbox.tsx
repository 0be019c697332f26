import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Count } from "@/components/format/amount";
import { TextLink } from "@/components/ui/text-link";
import { cn } from "@/components/ui/cn";
import { AutoRefresh } from "./auto-refresh";
import { MailList, type MailListed } from "./mail-list";
import { MailView, type MailViewName } from "./mail-view";

type MailboxProps = {
  /** The box that writes `q` into the address. */
  search: ReactNode;
  /** The part of recipient or subject that is looked for. */
  q: string | null;
  total: number;
  mails: MailListed[];
  olderCursor: string | null;
  /** The page of the list that is shown; null for the newest. */
  cursor: string | null;
  open: (Parameters<typeof MailView>[0]["mail"] & { id: string }) | null;
  view: MailViewName;
};

const address = (query: Record<string, string | null | undefined>) => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length > 0 ? `/dev/mail?${new URLSearchParams(given)}` : "/dev/mail";
};

/** What would have been sent. On a phone the list and the mail take turns; on a desk they stand side by side. */
export function Mailbox({ search, q, total, mails, olderCursor, cursor, open, view }: MailboxProps) {
  const t = useTranslations("delivery.mailbox");
  return (
    <main data-density="desk" className="flex min-h-dvh flex-col lg:h-dvh">
      <AutoRefresh />
      <header className="flex flex-wrap items-center justify-between gap-3 border-b border-line bg-surface px-4 py-3">
        <div>
          <h1 className="text-lg">
            {t("title")} <Count value={total} className="text-sm text-ink-3" />
          </h1>
          <p className="text-sm text-ink-2">{t("description")}</p>
        </div>
        {search}
      </header>
      <div className="grid min-h-0 flex-1 lg:grid-cols-[24rem_1fr]">
        <section
          aria-label={t("title")}
          className={cn("min-h-0 overflow-auto border-line lg:border-r", open && "max-lg:hidden")}
        >
          <MailList
            mails={mails}
            q={q}
            openId={open?.id}
            hrefOf={(mail) => address({ q, mail, view: view === "html" ? null : view, cursor })}
            olderHref={olderCursor ? address({ q, cursor: olderCursor }) : undefined}
            newestHref={cursor ? address({ q }) : undefined}
          />
        </section>
        <section className={cn("flex min-h-0 flex-col overflow-auto", !open && "max-lg:hidden")}>
          {open ? (
            <>
              <p className="px-4 pt-3 lg:hidden">
                <TextLink href={address({ q, cursor })}>{t("back")}</TextLink>
              </p>
              <MailView
                mail={open}
                view={view}
                hrefOf={(name) => address({ q, mail: open.id, view: name === "html" ? null : name, cursor })}
              />
            </>
          ) : (
            <p className="m-auto p-8 text-sm text-ink-3">{t("chooseOne")}</p>
          )}
        </section>
      </div>
    </main>
  );
}
