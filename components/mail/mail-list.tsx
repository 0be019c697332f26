import Link from "next/link";
import { useTranslations } from "next-intl";
import { DateTime } from "@/components/format/date-time";
import { ButtonLink } from "@/components/ui/button-link";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";

export interface MailListed {
  id: string;
  at: Date;
  recipient: string;
  subject: string;
}

type MailListProps = {
  mails: MailListed[];
  /** What was looked for, if anything. */
  q: string | null;
  openId?: string;
  /** Where one mail is shown, and where the next page is; the address keeps both. */
  hrefOf: (id: string) => string;
  olderHref?: string;
  newestHref?: string;
};

/** The captured mailbox, newest first. */
export function MailList({ mails, q, openId, hrefOf, olderHref, newestHref }: MailListProps) {
  const t = useTranslations("delivery.mailbox");
  if (mails.length === 0 && q) return <EmptyState title={t("noneFound", { q })} />;
  if (mails.length === 0) return <EmptyState title={t("empty")} description={t("emptyDetail")} />;
  return (
    <>
      <ul className="divide-y divide-line">
        {mails.map((mail) => (
          <li key={mail.id}>
            <Link
              href={hrefOf(mail.id)}
              aria-current={mail.id === openId ? "true" : undefined}
              className={cn("block px-4 py-3 hover:bg-hover", mail.id === openId && "bg-brand-soft")}
            >
              <span className="flex items-baseline justify-between gap-3 text-xs text-ink-2">
                <span className="truncate">{mail.recipient}</span>
                <span className="tabular shrink-0">
                  <DateTime value={mail.at} form="dateTime" />
                </span>
              </span>
              <span className="mt-0.5 line-clamp-2 text-sm">{mail.subject}</span>
            </Link>
          </li>
        ))}
      </ul>
      <div className="flex gap-2 p-4">
        {newestHref && (
          <ButtonLink href={newestHref} variant="secondary" size="sm">
            {t("newest")}
          </ButtonLink>
        )}
        {olderHref && (
          <ButtonLink href={olderHref} variant="secondary" size="sm">
            {t("older")}
          </ButtonLink>
        )}
      </div>
    </>
  );
}
