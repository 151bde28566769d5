import Alert from "@cloudscape-design/components/alert";

import { explain } from "../../format/faults.ts";
import { type Failures } from "./use-deploying.ts";

interface FailureListProps {
  title: string;
  failures: Failures;
  nameOf: (certificate: string) => string;
}

export function FailureList({ title, failures, nameOf }: FailureListProps) {
  if (failures.size === 0) return null;
  return (
    <Alert type="error" header={title}>
      <ul className="flaws">
        {[...failures].map(([certificate, error]) => (
          <li key={certificate}>
            <b>{nameOf(certificate)}</b>: {explain(error).detail} {explain(error).hint}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
