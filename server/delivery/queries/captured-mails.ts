import { and, desc, eq, ilike, or, sql } from "drizzle-orm";
import PostalMime from "postal-mime";
import { capturedMails } from "@/db/schema/delivery";
import { cursorOf, readCursor } from "@/server/kernel/cursor";
import { database } from "@/server/kernel/database";
import { env } from "@/server/kernel/env";
import { DomainError } from "@/server/kernel/errors";
import { isUuid } from "@/server/kernel/ids";

const pageSize = 40;

/** The captured mailbox holds sign-in links and names: it exists only where an installation says it is for trying out. */
export const isMailboxOpen = (settings = env()): boolean =>
  settings.MAIL_CHANNEL === "captured" && settings.GOEN_DEV_ROUTES === "1";

function demandOpen(): void {
  if (!isMailboxOpen()) throw new DomainError("not_found", "kernel.not_found");
}

interface MailFilter {
  cursor?: string | undefined;
  /** A part of the recipient or the subject. */
  q?: string | undefined;
}

/** Captured mails of every shop, newest first, a page at a time. Throws `not_found` where the mailbox is not open. */
export async function capturedMailList({ cursor, q }: MailFilter = {}) {
  demandOpen();
  const [cursorAt, cursorId] = cursor ? readCursor(cursor, 2) : [];
  if (cursor && (Number.isNaN(Date.parse(cursorAt ?? "")) || !isUuid(cursorId ?? "")))
    throw new DomainError("invalid", "kernel.invalid_input", { field: "cursor" });
  const like = `%${(q ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const wanted = q ? or(ilike(capturedMails.recipient, like), ilike(capturedMails.subject, like)) : undefined;
  const { total, rows } = await database("app").transaction(null, "read", async (tx) => ({
    total: await tx.$count(capturedMails, wanted),
    rows: await tx
      .select({
        id: capturedMails.id,
        at: capturedMails.at,
        recipient: capturedMails.recipient,
        subject: capturedMails.subject,
      })
      .from(capturedMails)
      .where(
        and(
          wanted,
          cursorAt && cursorId
            ? sql`(${capturedMails.at}, ${capturedMails.id}) < (${cursorAt}::timestamptz, ${cursorId}::uuid)`
            : undefined,
        ),
      )
      .orderBy(desc(capturedMails.at), desc(capturedMails.id))
      .limit(pageSize + 1),
  }));
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return {
    total,
    rows: page,
    cursor: rows.length > pageSize && last ? cursorOf(last.at.toISOString(), last.id) : null,
  };
}

/** One captured mail, decoded from its bytes by a reader that knows nothing of how it was made; null for an unknown id. */
export async function capturedMail(id: string) {
  demandOpen();
  if (!isUuid(id)) return null;
  const [row] = await database("app").transaction(null, "read", (tx) =>
    tx
      .select()
      .from(capturedMails)
      .where(and(eq(capturedMails.id, id)))
      .limit(1),
  );
  if (!row) return null;
  const mail = await PostalMime.parse(row.raw);
  const from =
    mail.from && "address" in mail.from ? `${mail.from.name ?? ""} <${mail.from.address ?? ""}>`.trim() : row.sender;
  return {
    id: row.id,
    at: row.at,
    from,
    to: row.recipient,
    subject: mail.subject ?? row.subject,
    html: mail.html ?? "",
    text: mail.text ?? "",
    raw: row.raw,
  };
}
