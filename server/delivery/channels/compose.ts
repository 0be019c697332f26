import MailComposer from "nodemailer/lib/mail-composer";
import type { OutgoingMail } from "./channel";

/** The mail as bytes (RFC 5322, multipart/alternative); nodemailer encodes names and subjects (RFC 2047). */
export function composeMail(mail: OutgoingMail): Promise<Buffer> {
  return new MailComposer({
    from: mail.from,
    to: { name: "", address: mail.to },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    date: mail.date,
    headers: mail.headers,
    // A value from outside may never make nodemailer read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
