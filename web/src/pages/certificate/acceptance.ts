import { type CertificateChecks } from "../../api/types.ts";
import { type Words } from "../../format/states.ts";

/** Whether AWS-ACM imports a certificate of which the checks found this. */
export function acceptance({ accepted_by_acm, findings }: CertificateChecks): Words {
  if (accepted_by_acm) return { type: "success", text: "It can be deployed to AWS-ACM" };
  const reasons = findings.filter(({ refused_by_acm }) => refused_by_acm).length;
  return {
    type: "error",
    text: `It cannot be deployed to AWS-ACM, for ${reasons === 1 ? "one reason" : `${reasons} reasons`}`,
  };
}
