import { Confirm } from "../../components/confirm.tsx";
import { count } from "../../format/dates.ts";

interface Managed {
  certificate: { name: string };
  region: string;
}

interface StopManagingProps {
  deployments: readonly Managed[];
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

export function StopManaging({ deployments, onConfirm, onClose }: StopManagingProps) {
  const [first] = deployments;
  const what =
    deployments.length === 1 && first !== undefined
      ? `${first.certificate.name} in ${first.region}`
      : count(deployments.length, "deployment");
  return (
    <Confirm title={`Stop managing ${what}?`} action="Stop managing" onClose={onClose} onConfirm={onConfirm}>
      <p>
        <b>AWS keeps the certificate</b>, and what uses it goes on using it. Certwright no longer compares it
        with the repository, and renewals no longer reach it.
      </p>
      <p>Deploy with “replace” to manage it again under the same ARN.</p>
    </Confirm>
  );
}
