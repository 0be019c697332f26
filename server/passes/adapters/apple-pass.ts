import { PKPass } from "passkit-generator";
import sharp from "sharp";
import type { AppleCredentials } from "../rules/apple-credentials";
import { applePass, type PassContent } from "../rules/content";

export interface PassDoor {
  /** The same for as long as the card lives: Apple tells cards apart by it. */
  serialNumber: string;
  /** Where phones ask for news, and what they say to be believed. */
  webServiceUrl: string;
  authenticationToken: string;
}

type Signer = Pick<AppleCredentials, "passTypeId" | "teamId" | "certificatePem" | "authorityPem" | "keyPem">;

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** The shop's first letter on its colour, where it has no logo. */
const initial = ({ shopName, brandColor }: Pick<PassContent, "shopName" | "brandColor">) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="174" height="174"><rect width="174" height="174" fill="${brandColor}"/>
<text x="87" y="118" font-family="sans-serif" font-weight="700" font-size="92" fill="#fff" text-anchor="middle">${escaped([...shopName][0] ?? "")}</text></svg>`);

/** The shop's logo on white, or its initial, as a square PNG of `edge` pixels. */
export const squareLogo = (
  shop: Pick<PassContent, "shopName" | "brandColor">,
  logo: Buffer | null,
  edge: number,
): Promise<Buffer> =>
  sharp(logo ?? initial(shop))
    .resize(edge, edge, { fit: "contain", background: "#ffffff" })
    .flatten({ background: "#ffffff" })
    .png()
    .toBuffer();

/** Icon and logo in the sizes that Apple asks for (29 and 160 x 50 points, each also twice and thrice). */
async function pictures(content: PassContent, logo: Buffer | null): Promise<Record<string, Buffer>> {
  const source = logo ?? initial(content);
  const icon = (edge: number) => squareLogo(content, logo, edge);
  const wide = (width: number, height: number) =>
    sharp(source).resize(width, height, { fit: "inside", withoutEnlargement: true }).png().toBuffer();
  const files: Record<string, Promise<Buffer>> = {
    "icon.png": icon(29),
    "icon@2x.png": icon(58),
    "icon@3x.png": icon(87),
    ...(logo ? { "logo.png": wide(160, 50), "logo@2x.png": wide(320, 100) } : {}),
  };
  return Object.fromEntries(await Promise.all(Object.entries(files).map(async ([name, bytes]) => [name, await bytes])));
}

/** A signed store card as `.pkpass`: a zip of `pass.json`, pictures, manifest and detached PKCS #7 signature (Apple, "Building a Pass"). */
export async function signApplePass(
  signer: Signer,
  content: PassContent,
  door: PassDoor,
  logo: Buffer | null,
): Promise<Buffer> {
  const { header, primary, secondary, back, barcode, voided, ...look } = applePass(content);
  const pass = new PKPass(
    await pictures(content, logo),
    { wwdr: signer.authorityPem, signerCert: signer.certificatePem, signerKey: signer.keyPem },
    {
      formatVersion: 1,
      passTypeIdentifier: signer.passTypeId,
      teamIdentifier: signer.teamId,
      serialNumber: door.serialNumber,
      webServiceURL: door.webServiceUrl,
      authenticationToken: door.authenticationToken,
      sharingProhibited: true,
      voided,
      ...look,
    },
  );
  pass.type = "storeCard";
  pass.headerFields.push(...header);
  pass.primaryFields.push(...(primary as typeof pass.primaryFields));
  pass.secondaryFields.push(...secondary);
  pass.backFields.push(...back);
  if (barcode) pass.setBarcodes(barcode);
  return pass.getAsBuffer();
}
