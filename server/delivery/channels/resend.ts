import { type CreateBatchOptions, Resend } from "resend";
import type { MailChannel, OutgoingMail, Outcome } from "./channel";

const hourMs = 3_600_000;

/** `Name <address>` as Resend takes it; the name has no control characters, and is quoted so that no comma or bracket counts. */
const mailbox = (name: string, address: string) => `"${name.replace(/["\\]/g, "\\$&")}" <${address}>`;

const bodyOf = (mail: OutgoingMail): CreateBatchOptions[number] => ({
  from: mailbox(mail.from.name, mail.from.address),
  to: [mail.to],
  subject: mail.subject,
  html: mail.html,
  text: mail.text,
  // Resend writes the Message-ID itself; this header keeps its mails from being threaded together.
  headers: { ...mail.headers, "X-Entity-Ref-ID": mail.id },
  tags: Object.entries(mail.meta).map(([name, value]) => ({ name, value })),
});

interface ApiError {
  name: string;
  message: string;
  statusCode: number | null;
}

/** What an error of the whole request means for each of its mails. */
export function resendOutcome(error: ApiError): Outcome {
  const { statusCode, name } = error;
  // The key was used for another body: an earlier request with it was taken, and this one says something else.
  if (name === "invalid_idempotent_request") return { kind: "unknown", reason: name, isFinal: true };
  if (statusCode === null || statusCode >= 500 || statusCode === 409) return { kind: "unknown", reason: name };
  // Limits, keys and domains are the account's trouble, not the mail's: it waits.
  if (statusCode === 429 || statusCode === 401 || statusCode === 403) return { kind: "not_handed", reason: name };
  return { kind: "failed", reason: name };
}

/** Hands mails to Resend in batches. The key is kept there for 24 hours, so a repeated request is answered, not sent again. */
export function resendChannel(settings: { apiKey: string; baseUrl: string }): MailChannel {
  const client = new Resend(settings.apiKey, { baseUrl: settings.baseUrl });

  async function post(mails: OutgoingMail[], key: string): Promise<Outcome[]> {
    const { data, error } = await client.batch.send(mails.map(bodyOf), {
      idempotencyKey: key,
      batchValidation: "permissive",
    });
    if (error) {
      const outcome = resendOutcome(error);
      // One mail that cannot be read must not take the others with it.
      if (outcome.kind === "failed" && mails.length > 1) {
        const each: Outcome[] = [];
        for (const mail of mails) each.push(...(await post([mail], `${key}/${mail.id}`)));
        // Their keys are not the batch's: a repeat of the batch would not be recognised, so what is unknown stays so.
        return each.map((one) => (one.kind === "unknown" ? { ...one, isFinal: true } : one));
      }
      return mails.map(() => outcome);
    }
    const refused = new Map((data.errors ?? []).map((issue) => [issue.index, issue.message]));
    const ids = [...data.data];
    return mails.map(
      (_, index): Outcome =>
        refused.has(index)
          ? { kind: "failed", reason: "resend_validation" }
          : { kind: "accepted", providerMessageId: ids.shift()?.id ?? null },
    );
  }

  return { name: "resend", markerSize: 100, repeatableForMs: 23 * hourMs, send: post, close: () => Promise.resolve() };
}
