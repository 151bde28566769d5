import { type X509 } from "../../api/types.ts";

/** A name alone is not proof enough where key identifiers tell two authorities of one name apart. */
function issued(issuer: X509, certificate: X509): boolean {
  const wanted = certificate.authority_key_id;
  const offered = issuer.subject_key_id;
  if (wanted !== "" && offered !== "" && wanted !== offered) return false;
  return issuer.subject === certificate.issuer;
}

export interface Chain {
  /** From the certificate itself up: each was issued by the next. */
  path: X509[];
  /** What came along with the certificate and issued nothing in the path. */
  others: X509[];
}

/** The path from a certificate towards its root, among those that AWS keeps with it, in whatever order. */
export function chainOf(certificate: X509, companions: readonly X509[]): Chain {
  const path = [certificate];
  const others = [...companions];
  for (let last = certificate; !last.is_self_signed;) {
    const found = others.findIndex((candidate) => issued(candidate, last));
    const [issuer] = found < 0 ? [] : others.splice(found, 1);
    if (issuer === undefined) break;
    path.push(issuer);
    last = issuer;
  }
  return { path, others };
}
