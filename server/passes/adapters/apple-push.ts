import { connect, constants } from "node:http2";

type Told = "told" | "gone";

/** Where Apple's push service is, and how it is known to be Apple. */
export interface PushService {
  origin: string;
  /** Certificate of a service that stands in for Apple's; null: the machine's own list. */
  ca: string | null;
}

const patienceMs = 10_000;

/**
 * Tells phones, over one connection, that a pass has changed: an empty notification, upon which the phone asks us (Apple, "Updating a
 * Pass"). Answers for each token: told, or gone (410, or a token Apple does not know) and not to be asked again. Throws when Apple cannot
 * be reached, refuses the certificate or is overloaded; those told by then are told again next time, which does no harm.
 */
export async function pushToPhones(
  service: PushService,
  signer: { certificatePem: string; keyPem: string; passTypeId: string },
  tokens: readonly string[],
): Promise<Map<string, Told>> {
  const session = connect(service.origin, {
    cert: signer.certificatePem,
    key: signer.keyPem,
    ...(service.ca ? { ca: service.ca } : {}),
  });
  const failed = new Promise<never>((_, reject) => {
    session.once("error", reject);
    session.setTimeout(patienceMs, () => reject(new Error("Apple's push service does not answer")));
  });
  // It may fail after everything has been said.
  failed.catch(() => undefined);
  try {
    const answers = new Map<string, Told>();
    for (const token of tokens)
      answers.set(token, await Promise.race([push(session, signer.passTypeId, token), failed]));
    return answers;
  } finally {
    session.destroy();
  }
}

function push(session: ReturnType<typeof connect>, topic: string, token: string): Promise<Told> {
  return new Promise((resolve, reject) => {
    const request = session.request({
      [constants.HTTP2_HEADER_METHOD]: "POST",
      [constants.HTTP2_HEADER_PATH]: `/3/device/${token}`,
      "apns-topic": topic,
    });
    let status = 0;
    let body = "";
    request.setEncoding("utf8");
    request.on("response", (headers) => {
      status = Number(headers[constants.HTTP2_HEADER_STATUS]);
    });
    request.on("data", (piece: string) => {
      body += piece;
    });
    request.once("error", reject);
    request.once("end", () => {
      const isGone = status === 410 || (status === 400 && /BadDeviceToken|DeviceTokenNotForTopic/.test(body));
      if (status === 200) resolve("told");
      else if (isGone) resolve("gone");
      else reject(new Error(`Apple's push service answered ${status} ${body.slice(0, 200)}`));
    });
    request.end("{}");
  });
}
