// Certificates and keys by OpenSSL's command line.

import { execFileSync, spawnSync } from "node:child_process";
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

// A certificate signing request, as a buffer of PEM.
export function signingRequest(name, { key = "EC_prime256v1" } = {}) {
  return withDirectory((directory) => {
    const [keyFile, file] = [join(directory, "key.pem"), join(directory, "request.pem")];
    openssl(
      ...["req", "-new", "-nodes", ...KEYS[key], "-keyout", keyFile, "-out", file],
      ...["-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`],
    );
    return readFileSync(file);
  });
}

// What openssl shows of a certificate.
export function text(certificate) {
  return execFileSync("openssl", ["x509", "-noout", "-text"], { input: certificate, encoding: "utf8" });
}

// What openssl shows of a revocation list in DER.
export function listText(crl) {
  const parameters = ["crl", "-inform", "DER", "-noout", "-text"];
  return execFileSync("openssl", parameters, { input: crl, encoding: "utf8" });
}

// The verdict of openssl at a moment; `chain` ends with the root, which alone is trusted.
export function verify(certificate, chain, at, crl) {
  const pems = chain.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  return withDirectory((directory) => {
    const write = (name, content) => {
      writeFileSync(join(directory, name), content);
      return join(directory, name);
    };
    const parameters = ["-x509_strict", "-attime", `${Math.floor(at.getTime() / 1000)}`];
    parameters.push("-CAfile", write("root.pem", pems.at(-1)));
    if (pems.length > 1) parameters.push("-untrusted", write("between.pem", pems.slice(0, -1).join("\n")));
    if (crl) parameters.push("-crl_check", "-CRLfile", write("list.crl", crl));
    const leaf = write("leaf.pem", certificate);
    const done = spawnSync("openssl", ["verify", ...parameters, leaf], { encoding: "utf8" });
    return { ok: done.status === 0, output: done.stdout + done.stderr };
  });
}
