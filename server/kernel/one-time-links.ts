import { isUuid } from "./ids";
import { isSignatureValid, sha256, sign } from "./signing";

// A link's secret is derived from its id, so that a mail job that is repeated writes the same link; the database keeps only
// the hash of the secret. Purpose 'staff' never opens anything of 'member', and a member link names its shop.

/** The token that stands in the address of a one-time link. */
export const tokenOfLink = (purpose: string, linkId: string): string => `${linkId}.${sign(purpose, linkId)}`;

/** What is stored of it. */
export const hashOfLink = (purpose: string, linkId: string): string => sha256(sign(purpose, linkId));

/** The id inside a token that we made for that purpose, or null. No database is asked for an altered one. */
export function linkIdOf(purpose: string, token: string): string | null {
  const [linkId = "", signature = "", ...rest] = token.split(".");
  if (rest.length > 0 || !isUuid(linkId)) return null;
  return isSignatureValid(purpose, linkId, signature) ? linkId : null;
}
