import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** An SMTP server that keeps what it accepted. `onMail` may refuse a mail, or hang up, before it is accepted. */
export async function startSmtpSink(
  onMail: (raw: string, rcpt: string) => Error | "hang_up" | undefined = () => undefined,
) {
  const accepted: { raw: string; to: string }[] = [];
  const sockets = new Map<string, { destroy: () => void }>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        const raw = Buffer.concat(parts).toString("latin1");
        const to = session.envelope.rcptTo[0]?.address ?? "";
        const answer = onMail(raw, to);
        if (answer === "hang_up") return sockets.get(`${session.remoteAddress}:${session.remotePort}`)?.destroy();
        if (answer instanceof Error) return done(answer);
        accepted.push({ raw, to });
        return done();
      });
    },
  });
  server.on("error", () => {});
  server.server.on("connection", (socket) => {
    const name = `${socket.remoteAddress?.replace("::ffff:", "")}:${socket.remotePort}`;
    sockets.set(name, socket);
    socket.on("close", () => sockets.delete(name));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets.values()) socket.destroy();
    });
  return { url: `smtp://127.0.0.1:${port}`, accepted, close };
}

export interface ResendRequest {
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
}

type Answer = { status: number; body: unknown } | "hang_up";

/** A server that answers as Resend's documentation says: bearer key, idempotency key kept with its body, batches of at most 100. */
export async function startResendSink(before: (request: ResendRequest) => Answer | undefined = () => undefined) {
  const requests: ResendRequest[] = [];
  const kept = new Map<string, { body: string; answer: unknown }>();
  const sent: Record<string, unknown>[] = [];
  const take = (text: string, request: ResendRequest): Answer => {
    const early = before(request);
    if (early && early !== "hang_up") return early;
    if (request.headers.authorization !== "Bearer re_test") return { status: 401, body: error(401, "missing_api_key") };
    const key = String(request.headers["idempotency-key"] ?? "");
    if (key.length > 256) return { status: 400, body: error(400, "invalid_idempotency_key") };
    const known = kept.get(key);
    if (known)
      return known.body === text
        ? { status: 200, body: known.answer }
        : { status: 409, body: error(409, "invalid_idempotent_request") };
    const mails = request.body as Record<string, unknown>[];
    if (!Array.isArray(mails) || mails.length > 100) return { status: 422, body: error(422, "validation_error") };
    const answer = { data: mails.map((mail) => (sent.push(mail), { id: `re-${sent.length}` })) };
    kept.set(key, { body: text, answer });
    return early === "hang_up" ? "hang_up" : { status: 200, body: answer };
  };
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on("data", (part: Buffer) => parts.push(part));
    incoming.on("end", () => {
      const text = Buffer.concat(parts).toString("utf8");
      const request = { path: incoming.url ?? "", headers: incoming.headers, body: JSON.parse(text) as unknown };
      requests.push(request);
      const answer = take(text, request);
      if (answer === "hang_up") return incoming.socket.destroy();
      outgoing.writeHead(answer.status, { "content-type": "application/json" });
      return outgoing.end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, requests, sent, close };
}

const error = (statusCode: number, name: string) => ({ statusCode, name, message: name });
