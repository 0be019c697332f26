import PostalMime from "postal-mime";
import { afterEach, describe, expect, it } from "vitest";
import { startResendSink, startSmtpSink } from "@/db/testing/mail-sinks";
import type { OutgoingMail } from "./channel";
import { resendChannel } from "./resend";
import { smtpChannel } from "./smtp";

const mailTo = (n: number, overrides: Partial<OutgoingMail> = {}): OutgoingMail => ({
  id: `id-${n}`,
  messageId: `<id-${n}@example.jp>`,
  from: { name: "あおい電機, 本店", address: "shop@example.jp" },
  to: `m${n}@example.jp`,
  subject: "【あおい電機】冷蔵庫の保証は2026年12月17日までです 👩‍👩‍👧",
  html: "<p>田中 花子 様</p>\n.\n<p>end</p>",
  text: "田中 花子 様\n.\nFrom here\nend",
  headers: {
    "List-Unsubscribe": "<https://goen.example/api/t/u/x.y>",
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  },
  date: new Date("2026-11-22T03:00:00Z"),
  shopId: null,
  meta: { delivery: `id-${n}` },
  ...overrides,
});
const mails = (count: number) => Array.from({ length: count }, (_, n) => mailTo(n));

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of cleanUp.splice(0)) await end();
});
async function smtp(onMail?: Parameters<typeof startSmtpSink>[0]) {
  const sink = await startSmtpSink(onMail);
  const channel = smtpChannel(sink.url);
  cleanUp.push(channel.close, sink.close);
  return { sink, channel };
}
async function resend(before?: Parameters<typeof startResendSink>[0], apiKey = "re_test") {
  const sink = await startResendSink(before);
  cleanUp.push(sink.close);
  return { sink, channel: resendChannel({ apiKey, baseUrl: sink.url }) };
}
const kinds = (outcomes: { kind: string }[]) => outcomes.map((outcome) => outcome.kind);

describe("SMTP", () => {
  it("hands over mails that another program reads as they were meant", async () => {
    const { sink, channel } = await smtp();
    expect(kinds(await channel.send(mails(3), "k"))).toEqual(["accepted", "accepted", "accepted"]);
    expect(sink.accepted.map(({ to }) => to)).toEqual(["m0@example.jp", "m1@example.jp", "m2@example.jp"]);
    const read = await PostalMime.parse(sink.accepted[0]!.raw);
    const wanted = mailTo(0);
    expect(read).toMatchObject({
      subject: wanted.subject,
      messageId: wanted.messageId,
      from: wanted.from,
      date: wanted.date.toISOString(),
    });
    expect(read.text?.trim()).toBe(wanted.text);
    expect(read.html?.trim()).toBe(wanted.html);
    const headers = Object.fromEntries(read.headers.map(({ key, value }) => [key, value]));
    expect(headers).toMatchObject({
      "list-unsubscribe": wanted.headers["List-Unsubscribe"],
      "list-unsubscribe-post": "List-Unsubscribe=One-Click",
    });
    expect(sink.accepted[0]!.raw.split("\r\n").every((line) => line.length <= 998)).toBe(true);
  });

  it("lets no value break out of a header", async () => {
    const { sink, channel } = await smtp();
    await channel.send(
      [
        mailTo(0, {
          subject: "x\r\nBcc: evil@example.jp",
          from: { name: "a\r\nX-Evil: 1", address: "shop@example.jp" },
        }),
      ],
      "k",
    );
    const read = await PostalMime.parse(sink.accepted[0]!.raw);
    expect(read.bcc).toBeUndefined();
    expect(read.headers.some(({ key }) => key === "x-evil" || key === "bcc")).toBe(false);
  });

  it("tells a refusal from a delay, and goes on with the next mail", async () => {
    const refusal = (to: string) => Object.assign(new Error("no"), { responseCode: to.startsWith("m1") ? 550 : 451 });
    const { sink, channel } = await smtp((_, to) =>
      to.startsWith("m0") || to.startsWith("m3") ? undefined : refusal(to),
    );
    expect(await channel.send(mails(4), "k")).toMatchObject([
      { kind: "accepted" },
      { kind: "failed", reason: "smtp_550" },
      { kind: "not_handed", reason: "smtp_451" },
      { kind: "accepted" },
    ]);
    expect(sink.accepted).toHaveLength(2);
  });

  it("says unknown when the line breaks after the body, and goes on over a new one", async () => {
    const { sink, channel } = await smtp((_, to) => (to.startsWith("m1") ? "hang_up" : undefined));
    expect(kinds(await channel.send(mails(3), "k"))).toEqual(["accepted", "unknown", "accepted"]);
    expect(sink.accepted).toHaveLength(2);
  });

  it("says not handed over when nobody listens", async () => {
    const { sink, channel } = await smtp();
    await sink.close();
    expect(kinds(await channel.send(mails(2), "k"))).toEqual(["not_handed", "not_handed"]);
  });
});

describe("Resend", () => {
  it("asks as its documentation says", async () => {
    const { sink, channel } = await resend();
    const outcomes = await channel.send(mails(2), "chunk/1/0");
    expect(outcomes).toEqual([
      { kind: "accepted", providerMessageId: "re-1" },
      { kind: "accepted", providerMessageId: "re-2" },
    ]);
    const [request] = sink.requests;
    expect(request?.path).toBe("/emails/batch");
    expect(request?.headers).toMatchObject({
      authorization: "Bearer re_test",
      "idempotency-key": "chunk/1/0",
      "content-type": "application/json",
      "x-batch-validation": "permissive",
    });
    expect(sink.sent[0]).toMatchObject({
      from: '"あおい電機, 本店" <shop@example.jp>',
      to: ["m0@example.jp"],
      subject: mailTo(0).subject,
      headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
      tags: [{ name: "delivery", value: "id-0" }],
    });
  });

  it("repeats the same bytes under the same key after a lost answer: nothing is sent twice", async () => {
    let isFirst = true;
    const { sink, channel } = await resend(() => (isFirst ? ((isFirst = false), "hang_up") : undefined));
    expect(kinds(await channel.send(mails(5), "k"))).toEqual(Array(5).fill("unknown"));
    expect(kinds(await channel.send(mails(5), "k"))).toEqual(Array(5).fill("accepted"));
    expect(sink.requests[1]?.body).toEqual(sink.requests[0]?.body);
    expect(sink.sent).toHaveLength(5);
  });

  it("leaves it at unknown when the key was used for another body", async () => {
    const { sink, channel } = await resend();
    await channel.send(mails(1), "k");
    expect(await channel.send([mailTo(0, { subject: "other" })], "k")).toEqual([
      { kind: "unknown", reason: "invalid_idempotent_request", isFinal: true },
    ]);
    expect(sink.sent).toHaveLength(1);
  });

  it("waits on limits and wrong keys, retries what may be taken, fails what is wrong", async () => {
    const answers = { 429: "not_handed", 403: "not_handed", 500: "unknown", 422: "failed" } as const;
    for (const [status, kind] of Object.entries(answers)) {
      const { channel } = await resend(() => ({
        status: Number(status),
        body: { statusCode: Number(status), name: "x", message: "x" },
      }));
      expect(kinds(await channel.send(mails(1), "k")), status).toEqual([kind]);
    }
    expect(kinds(await (await resend(undefined, "re_wrong")).channel.send(mails(1), "k"))).toEqual(["not_handed"]);
  });

  it("does not let one wrong mail take the batch with it", async () => {
    const isBad = (body: unknown) => JSON.stringify(body).includes("m1@example.jp");
    const { sink, channel } = await resend((request) =>
      isBad(request.body)
        ? { status: 422, body: { statusCode: 422, name: "validation_error", message: "x" } }
        : undefined,
    );
    expect(kinds(await channel.send(mails(3), "k"))).toEqual(["accepted", "failed", "accepted"]);
    expect(sink.sent).toHaveLength(2);
  });
});
