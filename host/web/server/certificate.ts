import { createHash, createPublicKey, X509Certificate } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "selfsigned";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** SHA-256 of the public key in base64, for Chromium's --ignore-certificate-errors-spki-list. */
  readonly publicKeyHash: string;
}

const VALID_DAYS = 825;
const RENEW_BEFORE_MILLISECONDS = 7 * 24 * 60 * 60 * 1000;

/**
 * The key and certificate for https://localhost, made once and kept in `directory` (readable by its owner only), so that a
 * browser that was told to accept it stays told. Made anew when missing, damaged or about to expire.
 */
export function localCertificate(directory: string): Certificate {
  const keyPath = join(directory, "localhost.key.pem");
  const certPath = join(directory, "localhost.cert.pem");
  const kept = readCertificate(keyPath, certPath);
  if (kept !== null) return kept;
  const made = generate([{ name: "commonName", value: "localhost" }], {
    keySize: 2048,
    days: VALID_DAYS,
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "keyUsage", digitalSignature: true, keyEncipherment: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }, { type: 7, ip: "127.0.0.1" }] },
    ],
  });
  mkdirSync(directory, { recursive: true });
  writeWhole(keyPath, made.private);
  writeWhole(certPath, made.cert);
  return withHash(made.private, made.cert);
}

function readCertificate(keyPath: string, certPath: string): Certificate | null {
  try {
    const key = readFileSync(keyPath, "utf8");
    const cert = readFileSync(certPath, "utf8");
    const parsed = new X509Certificate(cert);
    const isFresh = new Date(parsed.validTo).getTime() - Date.now() > RENEW_BEFORE_MILLISECONDS;
    return isFresh && publicKeyDer(cert).equals(createPublicKey(key).export({ type: "spki", format: "der" })) ? withHash(key, cert) : null;
  } catch {
    return null;
  }
}

function withHash(key: string, cert: string): Certificate {
  return { key, cert, publicKeyHash: createHash("sha256").update(publicKeyDer(cert)).digest("base64") };
}

function publicKeyDer(cert: string): Buffer {
  return new X509Certificate(cert).publicKey.export({ type: "spki", format: "der" });
}

/** Never half a file: two servers may start at once. */
function writeWhole(path: string, text: string): void {
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, text, { mode: 0o600 });
  renameSync(temporary, path);
}
