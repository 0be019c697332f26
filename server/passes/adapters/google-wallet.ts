import { importPKCS8, SignJWT } from "jose";
import { z } from "zod";

/** A service account as Google's key file describes it. */
export const serviceAccountFile = z.object({
  type: z.literal("service_account"),
  client_email: z.email(),
  private_key: z.string().includes("PRIVATE KEY"),
});

export interface GoogleSigner {
  clientEmail: string;
  keyPem: string;
}

export interface GoogleService {
  /** Of the Wallet API, of the tokens it wants, and of the page on which a card is kept. */
  api: string;
  tokens: string;
  save: string;
}

const scope = "https://www.googleapis.com/auth/wallet_object.issuer";
const patienceMs = 10_000;

/** The address behind "Add to Google Wallet": class and object in a signed JWT, so that nothing exists at Google before it is wanted. */
export async function googleSaveLink(
  service: GoogleService,
  signer: GoogleSigner,
  payload: { loyaltyClasses: unknown[]; loyaltyObjects: unknown[] },
  origin: string,
  now: Date,
): Promise<string> {
  const token = await new SignJWT({ typ: "savetowallet", origins: [origin], payload })
    .setProtectedHeader({ alg: "RS256", typ: "JWT" })
    .setIssuer(signer.clientEmail)
    .setAudience("google")
    .setIssuedAt(now)
    .sign(await importPKCS8(signer.keyPem, "RS256"));
  return `${service.save}/${token}`;
}

/** An access token for an hour, by the JWT bearer grant (RFC 7523). */
async function accessToken(service: GoogleService, signer: GoogleSigner, now: Date): Promise<string> {
  const assertion = await new SignJWT({ scope })
    .setProtectedHeader({ alg: "RS256", typ: "JWT" })
    .setIssuer(signer.clientEmail)
    .setAudience(service.tokens)
    .setIssuedAt(now)
    .setExpirationTime(new Date(now.getTime() + 3_600_000))
    .sign(await importPKCS8(signer.keyPem, "RS256"));
  const body = new URLSearchParams({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion });
  const answer = await fetch(service.tokens, { method: "POST", body, signal: AbortSignal.timeout(patienceMs) });
  if (!answer.ok) throw new Error(`Google refused the service account: ${answer.status}`);
  return z.object({ access_token: z.string() }).parse(await answer.json()).access_token;
}

/**
 * Brings a card at Google, or what all cards of a shop have in common, to what it should show. Answers `absent` when Google has none of
 * that id: nobody has pressed "save" yet. Throws when Google cannot be reached or refuses.
 */
export async function patchGoogle(
  service: GoogleService,
  signer: GoogleSigner,
  kind: "loyaltyObject" | "loyaltyClass",
  object: { id: string },
  now: Date,
): Promise<"told" | "absent"> {
  const token = await accessToken(service, signer, now);
  const answer = await fetch(`${service.api}/walletobjects/v1/${kind}/${encodeURIComponent(object.id)}`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(object),
    signal: AbortSignal.timeout(patienceMs),
  });
  if (answer.status === 404) return "absent";
  if (!answer.ok) throw new Error(`Google Wallet answered ${answer.status} ${(await answer.text()).slice(0, 200)}`);
  return "told";
}
