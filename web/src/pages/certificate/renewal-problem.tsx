import Alert from "@cloudscape-design/components/alert";

import { type Certificate } from "../../api/types.ts";
import { sentence } from "../../format/faults.ts";

/** What the last automatic renewal said when it was refused. */
export function RenewalProblem({ certificate: { renewal_problem } }: { certificate: Certificate }) {
  if (renewal_problem === null || renewal_problem === "") return null;
  return (
    <Alert type="error" header="The last automatic renewal was refused">
      {sentence(renewal_problem)} It is tried again after a day, or renew it by hand.
    </Alert>
  );
}
