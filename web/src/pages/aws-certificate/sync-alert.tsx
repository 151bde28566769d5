import Alert from "@cloudscape-design/components/alert";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { type AwsCertificateDetail, type Sync } from "../../api/types.ts";
import { LinkTo } from "../../components/link-to.tsx";
import { Moment } from "../../components/moment.tsx";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { syncState } from "../../format/states.ts";
import { ownCertificatePath } from "../certificates/columns.tsx";
import { mismatchOf } from "./mismatch.ts";
import { NextSteps } from "./next-steps.tsx";
import { useAcceptance } from "./use-acceptance.ts";

/** What AWS serves is not what the repository holds: what that means, and what can be done. */
export function SyncAlert({ certificate }: { certificate: AwsCertificateDetail }) {
  const { sync } = certificate;
  if (!sync) return null;
  if (sync.is_accepted) return <Accepted id={certificate.id} sync={sync} />;
  const mismatch = mismatchOf(sync);
  if (mismatch === null) return null;
  return (
    <Alert type="error" header={mismatch.header}>
      <SpaceBetween size="s">
        <div>
          {mismatch.text} So since <Moment time={sync.since} exact />.{" "}
          <LinkTo href={ownCertificatePath(sync.certificate.id)} variant="primary">
            {sync.certificate.name} in the repository
          </LinkTo>
        </div>
        <NextSteps certificate={certificate} sync={sync} steps={mismatch.steps} />
      </SpaceBetween>
    </Alert>
  );
}

function Accepted({ id, sync }: { id: string; sync: Sync }) {
  const acceptance = useAcceptance(id, sync.served);
  return (
    <Alert
      type="info"
      header={`Accepted: ${syncState(sync.state).text}`}
      action={
        <PermittedButton
          needs="deployments_write"
          loading={acceptance.isPending}
          onClick={() => acceptance.mutate(false)}
        >
          No longer accept
        </PermittedButton>
      }
    >
      What AWS serves here differs from{" "}
      <LinkTo href={ownCertificatePath(sync.certificate.id)} variant="primary">
        {sync.certificate.name} in the repository
      </LinkTo>
      , and somebody has accepted that. It turns red again when AWS serves something else.
    </Alert>
  );
}
