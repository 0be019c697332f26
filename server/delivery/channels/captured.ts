import { capturedMails } from "@/db/schema/delivery";
import { database } from "@/server/kernel/database";
import { newId } from "@/server/kernel/ids";
import type { MailChannel } from "./channel";
import { composeMail } from "./compose";

/** Keeps mails in the database instead of sending them; a message id is kept once however often it is handed over. */
export const capturedChannel = (): MailChannel => ({
  name: "captured",
  markerSize: 100,
  repeatableForMs: Number.POSITIVE_INFINITY,
  async send(mails) {
    const rows = await Promise.all(
      mails.map(async (mail) => ({
        id: newId(),
        shopId: mail.shopId,
        at: mail.date,
        sender: mail.from.address,
        recipient: mail.to,
        subject: mail.subject,
        messageId: mail.messageId,
        raw: (await composeMail(mail)).toString("latin1"),
        meta: mail.meta,
      })),
    );
    await database("app").transaction(null, "write", (tx) =>
      tx.insert(capturedMails).values(rows).onConflictDoNothing(),
    );
    return mails.map((mail) => ({ kind: "accepted", providerMessageId: mail.messageId }));
  },
  close: () => Promise.resolve(),
});
