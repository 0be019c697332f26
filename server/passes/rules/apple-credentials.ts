import forge from "node-forge";

/** Why files cannot sign wallet cards; each is a sentence on the screen. */
export type CredentialFault =
  | "passes.unreadable"
  | "passes.password"
  | "passes.no_key"
  | "passes.no_certificate"
  | "passes.not_a_pass_type"
  | "passes.key_of_another"
  | "passes.no_authority"
  | "passes.authority_of_another"
  | "passes.expired";

export interface AppleCredentials {
  passTypeId: string;
  teamId: string;
  certificatePem: string;
  authorityPem: string;
  keyPem: string;
  validUntil: Date;
}

type Certificate = forge.pki.Certificate;
type Key = forge.pki.rsa.PrivateKey;

// RFC 4519 `uid`: Apple writes the pass type identifier there, and the team into `ou`.
const userId = "0.9.2342.19200300.100.1.1";
const field = (certificate: Certificate, type: string) => {
  const found = certificate.subject.attributes.find((attribute) => attribute.type === type);
  return typeof found?.value === "string" ? found.value : null;
};

/** What is in a .p12 (DER), a PEM of any length or a bare certificate (.cer). */
function open(bytes: Buffer, password: string): { certificates: Certificate[]; keys: Key[] } | CredentialFault {
  const text = bytes.toString("latin1");
  try {
    if (text.includes("-----BEGIN")) {
      const parts = forge.pem.decode(text);
      const ofType = (pattern: RegExp) => parts.filter((part) => pattern.test(part.type));
      const isLocked = ofType(/PRIVATE KEY/).some(
        (part) => part.type.includes("ENCRYPTED") || part.procType?.type === "ENCRYPTED",
      );
      const keys = ofType(/PRIVATE KEY/).map((part) =>
        forge.pki.decryptRsaPrivateKey(forge.pem.encode(part), password),
      );
      if (isLocked && keys.some((key) => !key)) return "passes.password";
      return {
        certificates: ofType(/CERTIFICATE/).map((part) => forge.pki.certificateFromPem(forge.pem.encode(part))),
        keys,
      };
    }
    const der = forge.asn1.fromDer(text);
    try {
      return { certificates: [forge.pki.certificateFromAsn1(der)], keys: [] };
    } catch {
      return openPkcs12(der, password);
    }
  } catch {
    return "passes.unreadable";
  }
}

function openPkcs12(
  der: forge.asn1.Asn1,
  password: string,
): { certificates: Certificate[]; keys: Key[] } | CredentialFault {
  let box: forge.pkcs12.Pkcs12Pfx;
  try {
    box = forge.pkcs12.pkcs12FromAsn1(der, password);
  } catch (error) {
    return error instanceof Error && /password|MAC/i.test(error.message) ? "passes.password" : "passes.unreadable";
  }
  const { certBag, keyBag, pkcs8ShroudedKeyBag } = forge.pki.oids;
  const bags = (type: string | undefined) => (type ? (box.getBags({ bagType: type })[type] ?? []) : []);
  return {
    certificates: bags(certBag).flatMap((bag) => bag.cert ?? []),
    keys: [...bags(keyBag), ...bags(pkcs8ShroudedKeyBag)].flatMap((bag) => (bag.key ? [bag.key] : [])),
  };
}

const isIssuedBy = (certificate: Certificate, authority: Certificate) => {
  try {
    return authority.verify(certificate);
  } catch {
    return false;
  }
};

/**
 * What Apple asks for to sign a pass, out of the files of the developer account: the certificate of a pass type with its key, and Apple's
 * own certificate above it. Answers why not when something is missing, locked, of another key or over at `now`.
 */
export function readAppleCredentials(
  files: { certificate: Buffer; password: string; authority: Buffer | null },
  now: Date,
): AppleCredentials | CredentialFault {
  const own = open(files.certificate, files.password);
  if (typeof own === "string") return own;
  const above = files.authority ? open(files.authority, files.password) : { certificates: [], keys: [] };
  if (typeof above === "string") return above;
  const certificate = own.certificates.find((one) => field(one, userId)?.startsWith("pass."));
  const teamId = certificate && field(certificate, "2.5.4.11");
  if (!certificate || !teamId)
    return own.certificates.length === 0 ? "passes.no_certificate" : "passes.not_a_pass_type";
  const key = own.keys[0];
  if (!key) return "passes.no_key";
  if ((certificate.publicKey as forge.pki.rsa.PublicKey).n.toString(16) !== key.n.toString(16))
    return "passes.key_of_another";
  const candidates = [...above.certificates, ...own.certificates.filter((one) => one !== certificate)];
  if (candidates.length === 0) return "passes.no_authority";
  const authority = candidates.find((one) => isIssuedBy(certificate, one));
  if (!authority) return "passes.authority_of_another";
  const { notAfter } = certificate.validity;
  if (notAfter <= now || authority.validity.notAfter <= now) return "passes.expired";
  return {
    passTypeId: field(certificate, userId) ?? "",
    teamId,
    certificatePem: forge.pki.certificateToPem(certificate),
    authorityPem: forge.pki.certificateToPem(authority),
    keyPem: forge.pki.privateKeyToPem(key),
    validUntil: notAfter,
  };
}
