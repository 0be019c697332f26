import forge from "node-forge";

// A chain like Apple's: a root, the intermediate that stands above all pass types, and a pass type's certificate. Made once per run: keys
// are slow to make.

const pem = forge.pki.certificateToPem;

function issue(
  subject: [string, string][],
  keys: forge.pki.rsa.KeyPair,
  issuer: { name: [string, string][]; key: forge.pki.rsa.PrivateKey },
  { isAuthority, until, ip }: { isAuthority: boolean; until: Date; ip?: string },
): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(8))}`;
  certificate.validity.notBefore = new Date("2026-01-01T00:00:00Z");
  certificate.validity.notAfter = until;
  const attributes = (names: [string, string][]) => names.map(([type, value]) => ({ type, value }));
  certificate.setSubject(attributes(subject));
  certificate.setIssuer(attributes(issuer.name));
  certificate.setExtensions([
    { name: "basicConstraints", cA: isAuthority, critical: true },
    ...(ip ? [{ name: "subjectAltName", altNames: [{ type: 7, ip }] }] : []),
  ]);
  certificate.sign(issuer.key, forge.md.sha256.create());
  return certificate;
}

export interface AppleChain {
  passTypeId: string;
  teamId: string;
  certificatePem: string;
  keyPem: string;
  authorityPem: string;
  rootPem: string;
  /** For a server on 127.0.0.1 that stands in for Apple's. */
  serverPem: string;
  serverKeyPem: string;
  /** Certificate and key, locked by `password`, as Keychain writes it. */
  p12: (password: string) => Buffer;
}

/** A pass type's certificate with all that stands above it, valid until `until`. */
export function makeAppleChain(
  until = new Date("2027-11-01T00:00:00Z"),
  passTypeId = "pass.jp.example.members",
): AppleChain {
  const [root, above, own, server] = [0, 1, 2, 3].map(() => forge.pki.rsa.generateKeyPair(2048)) as [
    forge.pki.rsa.KeyPair,
    forge.pki.rsa.KeyPair,
    forge.pki.rsa.KeyPair,
    forge.pki.rsa.KeyPair,
  ];
  const far = { isAuthority: true, until: new Date("2035-01-01T00:00:00Z") };
  const rootName: [string, string][] = [["2.5.4.3", "Test Root CA"]];
  const aboveName: [string, string][] = [
    ["2.5.4.3", "Test Developer Relations CA"],
    ["2.5.4.11", "G4"],
  ];
  const teamId = "ABCDE12345";
  const ownName: [string, string][] = [
    ["0.9.2342.19200300.100.1.1", passTypeId],
    ["2.5.4.3", `Pass Type ID: ${passTypeId}`],
    ["2.5.4.11", teamId],
    ["2.5.4.10", "Example"],
  ];
  const rootCertificate = issue(rootName, root, { name: rootName, key: root.privateKey }, far);
  const authority = issue(aboveName, above, { name: rootName, key: root.privateKey }, far);
  const certificate = issue(ownName, own, { name: aboveName, key: above.privateKey }, { isAuthority: false, until });
  return {
    passTypeId,
    teamId,
    certificatePem: pem(certificate),
    keyPem: forge.pki.privateKeyToPem(own.privateKey),
    authorityPem: pem(authority),
    rootPem: pem(rootCertificate),
    serverPem: pem(
      issue(
        [["2.5.4.3", "127.0.0.1"]],
        server,
        { name: rootName, key: root.privateKey },
        { isAuthority: false, until, ip: "127.0.0.1" },
      ),
    ),
    serverKeyPem: forge.pki.privateKeyToPem(server.privateKey),
    p12: (password) =>
      Buffer.from(
        forge.asn1
          .toDer(forge.pkcs12.toPkcs12Asn1(own.privateKey, [certificate], password, { algorithm: "3des" }))
          .getBytes(),
        "latin1",
      ),
  };
}
