// Certificates and keys by OpenSSL's command line.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Calls `work` with a directory that is gone afterwards.
function withDirectory(work) {
  const directory = mkdtempSync(join(tmpdir(), "certwright-js-"));
  try {
    return work(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function openssl(...parameters) {
  return execFileSync("openssl", parameters, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

const KEYS = {
  EC_prime256v1: ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"],
  EC_secp384r1: ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp384r1"],
  RSA_2048: ["-newkey", "rsa:2048"],
};

// A self-signed certificate and its key, as buffers of PEM.
export function selfSigned(name, { key = "EC_prime256v1", days = 90, subject = `/CN=${name}` } = {}) {
  return withDirectory((directory) => {
    const [keyFile, file] = [join(directory, "key.pem"), join(directory, "certificate.pem")];
    openssl(
      ...["req", "-x509", "-nodes", ...KEYS[key], "-keyout", keyFile, "-out", file],
      ...["-days", `${days}`, "-subj", subject, "-addext", `subjectAltName=DNS:${name}`],
      ...["-addext", "extendedKeyUsage=serverAuth", "-addext", "keyUsage=critical,digitalSignature"],
    );
    return { Certificate: readFileSync(file), PrivateKey: readFileSync(keyFile) };
  });
}

// The PEM of the public key inside an encrypted private key.
export function publicKeyOf(encryptedKey, passphrase) {
  return withDirectory((directory) => {
    const file = join(directory, "key.pem");
    writeFileSync(file, encryptedKey);
    return openssl("pkey", "-in", file, "-passin", `pass:${passphrase}`, "-pubout");
  });
}
