import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { AddressSearch } from "@/app/[shop]/admin/_parts/address-search";
import { Mailbox } from "@/components/mail/mailbox";
import { mailViews } from "@/components/mail/mail-view";
import { capturedMail, capturedMailList, isMailboxOpen } from "@/server/delivery/queries/captured-mails";

interface Props {
  searchParams: Promise<{ q?: string; mail?: string; view?: string; cursor?: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("delivery.mailbox");
  return { title: t("title"), robots: "noindex" };
}

export default async function MailPage({ searchParams }: Props) {
  if (!isMailboxOpen()) notFound();
  const { q, mail, view, cursor } = await searchParams;
  const [t, list, open] = await Promise.all([
    getTranslations("delivery.mailbox"),
    capturedMailList({ cursor, q }),
    mail ? capturedMail(mail) : null,
  ]);
  return (
    <Mailbox
      search={<AddressSearch label={t("search")} />}
      q={q ?? null}
      total={list.total}
      mails={list.rows}
      olderCursor={list.cursor}
      cursor={cursor ?? null}
      open={open}
      view={mailViews.find((name) => name === view) ?? "html"}
    />
  );
}
