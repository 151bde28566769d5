import { type CertificateChecks } from "../../api/types.ts";
import { type Words } from "../../format/states.ts";

/** Whether AWS-ACM imports a certificate of which the checks found this. */
export function acceptance({ accepted_by_acm, findings }: CertificateChecks): Words {
  if (accepted_by_acm) return { type: "success", text: "AWS-ACM accepts it" };
  const reasons = findings.filter(({ refused_by_acm }) => refused_by_acm).length;
  return {
    type: "error",
    text: `AWS-ACM does not accept it, for ${reasons === 1 ? "one reason" : `${reasons} reasons`}`,
  };
}
