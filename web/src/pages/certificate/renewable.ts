import { type CertificateVersion } from "../../api/types.ts";

const madeHere = new Set(["self_signed", "signed_here", "renewed"]);

/**
 * The fingerprint of the issuer that decides whether Certwright can renew the certificate: it must be here with its
 * key. Null where it is known that it can, and empty where nothing could be found.
 */
export function issuerToLookFor({ is_self_signed, origin, chain }: CertificateVersion): string | null {
  return is_self_signed || madeHere.has(origin) ? null : (chain[0] ?? "");
}
