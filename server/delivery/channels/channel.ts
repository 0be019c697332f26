/** A mail ready to leave: everything in it is text that has been cleaned, nothing is decided after this. */
export interface OutgoingMail {
  id: string;
  /** Stable for one message, so that a repeated hand-over is recognised: '<id@host>'. */
  messageId: string;
  from: { name: string; address: string };
  to: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  date: Date;
  /** For the captured mailbox: whose it is. Null for mail to staff. */
  shopId: string | null;
  meta: Record<string, string>;
}

export type Outcome =
  | { kind: "accepted"; providerMessageId: string | null }
  /** Refused for good. */
  | { kind: "failed"; reason: string }
  /** Surely not taken: may be begun again with no risk. */
  | { kind: "not_handed"; reason: string }
  /** Perhaps taken. A repeatable channel may be asked again under the same key; any other, and any that `isFinal`, must leave it at that. */
  | { kind: "unknown"; reason: string; isFinal?: boolean };

export interface MailChannel {
  name: "captured" | "smtp" | "resend";
  /** How many messages are marked as handed at once: what a crash may leave unknown where the channel is not repeatable. */
  markerSize: number;
  /** Handing over twice under one key is one message; for this long. Null: never hand over twice. */
  repeatableForMs: number | null;
  /** One outcome per mail, in their order. Never throws for what concerns a single mail. */
  send(mails: OutgoingMail[], key: string): Promise<Outcome[]>;
  close(): Promise<void>;
}
