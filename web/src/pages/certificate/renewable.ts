import { type Issuer } from "../../api/making.ts";
import { type CertificateVersion } from "../../api/types.ts";

const madeHere = new Set(["self_signed", "signed_here", "renewed"]);

/**
 * The issuer that decides whether Certwright can renew the certificate: it must be here with its key. Null where it is
 * known that it can.
 */
export function issuerToLookFor({
  is_self_signed,
  origin,
  chain,
  issuer,
}: CertificateVersion): Issuer | null {
  if (is_self_signed || madeHere.has(origin)) return null;
  return { fingerprint: chain[0] ?? null, subject: issuer };
}
