import { createHash, verify, X509Certificate } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createSecureServer } from "node:http2";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { exportPKCS8, exportSPKI, generateKeyPair, importSPKI, jwtVerify } from "jose";
import forge from "node-forge";
import { makeAppleChain } from "./apple-chain";

// What stands in for Apple and Google in tests: it checks what arrives as their documents describe it.

/** Files of a stored (uncompressed) zip, by name. */
export function unzip(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; zip.readUInt32LE(at) === 0x04034b50; ) {
    const [size, nameLength, extra] = [zip.readUInt32LE(at + 18), zip.readUInt16LE(at + 26), zip.readUInt16LE(at + 28)];
    const start = at + 30 + nameLength + extra;
    files.set(zip.toString("utf8", at + 30, at + 30 + nameLength), zip.subarray(start, start + size));
    at = start + size;
  }
  return files;
}

/** Whether a detached PKCS #7 signature over `content` was made by the key of that certificate (RFC 2315). */
export function isSigned(signature: Buffer, content: Buffer, certificatePem: string): boolean {
  const message = forge.pkcs7.messageFromAsn1(forge.asn1.fromDer(signature.toString("latin1")));
  const { authenticatedAttributes, signature: value } = (message as unknown as { rawCapture: unknown }).rawCapture as {
    authenticatedAttributes: forge.asn1.Asn1[];
    signature: string;
  };
  const set = forge.asn1.create(forge.asn1.Class.UNIVERSAL, forge.asn1.Type.SET, true, authenticatedAttributes);
  const signed = Buffer.from(forge.asn1.toDer(set).getBytes(), "latin1");
  const digest = createHash("sha1").update(content).digest();
  return (
    signed.includes(digest) &&
    verify("sha1", signed, new X509Certificate(certificatePem).publicKey, Buffer.from(value, "latin1"))
  );
}

export const serviceAddress = "goen@example.iam.gserviceaccount.com";

/** Both services on 127.0.0.1, what they have heard, and what they are to answer. */
export async function startWalletServices() {
  const chain = makeAppleChain();
  const keys = await generateKeyPair("RS256", { extractable: true });
  const publicKey = await exportSPKI(keys.publicKey);
  const heard = {
    pushes: [] as { path: string; topic: string; certificate: string }[],
    patches: [] as Record<string, unknown>[],
  };
  const answers = { tokens: new Map<string, { status: number; body?: string }>(), google: 200 };

  const apple = createSecureServer({
    key: chain.serverKeyPem,
    cert: chain.serverPem,
    requestCert: true,
    rejectUnauthorized: false,
  });
  apple.on("stream", (stream, headers) => {
    const socket = stream.session?.socket as TLSSocket;
    const path = String(headers[":path"]);
    heard.pushes.push({
      path: `${headers[":method"]} ${path}`,
      topic: String(headers["apns-topic"]),
      certificate: socket.getPeerX509Certificate()?.subject ?? "",
    });
    const { status, body } = answers.tokens.get(path.replace("/3/device/", "")) ?? { status: 200 };
    stream.respond({ ":status": status });
    stream.end(body ?? "");
  });
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const body = Buffer.concat(pieces).toString();
    const answer = (status: number, value: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
    if (request.url === "/token") {
      const form = new URLSearchParams(body);
      const key = await importSPKI(publicKey, "RS256");
      const { payload } = await jwtVerify(form.get("assertion") ?? "", key, {
        audience: `${api()}/token`,
        issuer: "goen@example.iam.gserviceaccount.com",
        currentDate: new Date("2026-11-22T03:00:10Z"),
      });
      const isRight =
        form.get("grant_type") === "urn:ietf:params:oauth:grant-type:jwt-bearer" &&
        payload.scope === "https://www.googleapis.com/auth/wallet_object.issuer";
      return answer(isRight ? 200 : 400, { access_token: "ya29.test", expires_in: 3599, token_type: "Bearer" });
    }
    if (request.method !== "PATCH" || request.headers.authorization !== "Bearer ya29.test") return answer(401, {});
    heard.patches.push({ url: request.url, ...(JSON.parse(body) as object) });
    return answer(answers.google, {});
  };
  const google = createServer((request, response) => void serve(request, response));
  const port = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
  const api = () => `http://127.0.0.1:${port(google)}`;
  await new Promise<void>((done) => apple.listen(0, "127.0.0.1", done));
  await new Promise<void>((done) => google.listen(0, "127.0.0.1", done));
  return {
    chain,
    publicKey,
    heard,
    answers,
    serviceAccount: JSON.stringify({
      type: "service_account",
      client_email: serviceAddress,
      private_key: await exportPKCS8(keys.privateKey),
    }),
    services: {
      apple: { origin: `https://127.0.0.1:${port(apple)}`, ca: chain.rootPem },
      google: { api: api(), tokens: `${api()}/token`, save: "https://pay.google.com/gp/v/save" },
    },
    forget() {
      heard.pushes = [];
      heard.patches = [];
      answers.tokens.clear();
      answers.google = 200;
    },
    async stop() {
      await new Promise((done) => apple.close(done));
      await new Promise((done) => google.close(done));
    },
  };
}
