import { Readable } from "node:stream";
import { parseConnectionUrl } from "nodemailer/lib/shared";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { MailChannel, OutgoingMail, Outcome } from "./channel";
import { composeMail } from "./compose";

const timeouts = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };

type SmtpError = SMTPConnection.SMTPError;

function open(url: string): Promise<SMTPConnection> {
  const options = { ...parseConnectionUrl(url), ...timeouts };
  const connection = new SMTPConnection(options);
  return new Promise((resolve, reject) => {
    connection.on("error", reject);
    connection.connect(() => {
      if (!options.auth?.user) return resolve(connection);
      connection.login({ credentials: { user: options.auth.user, pass: options.auth.pass ?? "" } }, (error) =>
        error ? (connection.close(), reject(error)) : resolve(connection),
      );
    });
  });
}

/**
 * What an error means for the mail. An answer of the server is definite. Without one, only a connection that broke before the
 * first byte of the mail left is; after that nobody can know.
 */
export function smtpOutcome(error: Pick<SmtpError, "code" | "responseCode">, hasBegun: boolean): Outcome {
  const { responseCode } = error;
  if (responseCode && responseCode !== 421 && error.code !== "EAUTH")
    return responseCode >= 500
      ? { kind: "failed", reason: `smtp_${responseCode}` }
      : { kind: "not_handed", reason: `smtp_${responseCode}` };
  if (!hasBegun || responseCode) return { kind: "not_handed", reason: error.code ?? "smtp" };
  return { kind: "unknown", reason: error.code ?? "smtp" };
}

/** Hands mails to an SMTP server over one connection. SMTP has no idempotency: a mail is handed over at most once. */
export function smtpChannel(url: string): MailChannel {
  let connection: SMTPConnection | null = null;

  const drop = () => {
    connection?.close();
    connection = null;
  };

  async function handOver(mail: OutgoingMail): Promise<Outcome> {
    const raw = await composeMail(mail);
    try {
      connection ??= await open(url);
    } catch (error) {
      return { kind: "not_handed", reason: (error as SmtpError).code ?? "smtp" };
    }
    const used = connection;
    used.once("end", () => {
      if (connection === used) connection = null;
    });
    let hasBegun = false;
    // nodemailer reads the body only after the server has answered DATA with 354: the first read is the point of no return.
    const body = Readable.from(
      (function* () {
        hasBegun = true;
        yield raw;
      })(),
    );
    return new Promise((resolve) => {
      const settle = (error: SmtpError | null, response?: string) => {
        used.removeListener("error", settle);
        used.removeListener("end", ended);
        if (!error) return resolve({ kind: "accepted", providerMessageId: response?.slice(0, 200) ?? null });
        const outcome = smtpOutcome(error, hasBegun);
        if (error.responseCode && error.responseCode !== 421) used.reset(() => {});
        else drop();
        resolve(outcome);
      };
      const ended = () => settle(Object.assign(new Error("connection ended"), { code: "ECONNECTION" }));
      used.on("error", settle);
      used.on("end", ended);
      used.send({ from: mail.from.address, to: [mail.to] }, body, (error, info) => settle(error, info?.response));
    });
  }

  return {
    name: "smtp",
    markerSize: 10,
    repeatableForMs: null,
    async send(mails) {
      const outcomes: Outcome[] = [];
      for (const mail of mails) outcomes.push(await handOver(mail));
      return outcomes;
    },
    async close() {
      const last = connection;
      connection = null;
      last?.quit();
    },
  };
}
