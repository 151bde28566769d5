import Box from "@cloudscape-design/components/box";
import { type TableProps } from "@cloudscape-design/components/table";

import { type Deployment } from "../../api/types.ts";
import { Copyable } from "../../components/copyable.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { Moment } from "../../components/moment.tsx";
import { Refusal } from "../../components/refusal.tsx";
import { State } from "../../components/state.tsx";
import { deploymentState, serviceLabel, syncWords } from "../../format/states.ts";
import { ownCertificatePath } from "../certificates/columns.tsx";
import { rollOutText, takesTurns } from "../deploy/roll-out.ts";
import { isUnderWay } from "./verbs.ts";

/** Where it stands, since when, and what went wrong. */
function Standing({ deployment }: { deployment: Deployment }) {
  const { state, cancel_requested, problem } = deployment;
  return (
    <>
      <State words={deploymentState(state)} />
      <Box fontSize="body-s" color="text-body-secondary">
        <Moment time={deployment.updated_at} />
      </Box>
      {cancel_requested && isUnderWay(deployment) && (
        <Box fontSize="body-s" color="text-body-secondary">
          Being cancelled
        </Box>
      )}
      {deployment.waits_for_turn && (
        <Box fontSize="body-s" color="text-body-secondary">
          {deployment.waits_until === null ? (
            "Waits for the regions before it"
          ) : (
            <>
              Waits until <Moment time={deployment.waits_until} exact />
            </>
          )}
        </Box>
      )}
      {problem !== null && <Refusal refusal={problem} />}
    </>
  );
}

type Column = TableProps.ColumnDefinition<Deployment> & { id: string };

const arn: Column = {
  id: "arn",
  header: "ARN",
  cell: (d) => <Copyable text={d.arn} name={`ARN in ${d.region}`} cut />,
  minWidth: 150,
};
/** Its name, and below it the ARN, for which there is no room beside. */
const certificate: Column = {
  id: "certificate",
  header: "Certificate and ARN",
  cell: (d) => (
    <>
      <LinkTo href={ownCertificatePath(d.certificate.id)}>{d.certificate.name}</LinkTo>
      {d.arn !== null && arn.cell(d)}
    </>
  ),
  isRowHeader: true,
  minWidth: 160,
};
const region = (isRowHeader: boolean): Column => ({
  id: "region",
  header: "Region",
  cell: (d) => <span className="nowrap">{d.region}</span>,
  isRowHeader,
  minWidth: 120,
});
const account: Column = { id: "account", header: "Account", cell: (d) => d.account.name, minWidth: 90 };
const service: Column = {
  id: "service",
  header: "Service",
  cell: (d) => serviceLabel(d.service),
  minWidth: 80,
};
/** Whether it follows renewals, and how. */
function Following({ deployment }: { deployment: Deployment }) {
  return (
    <>
      {deployment.auto_redeploy ? "Yes" : "No"}
      {takesTurns(deployment) && (
        <Box fontSize="body-s" color="text-body-secondary">
          {rollOutText(deployment)}
        </Box>
      )}
    </>
  );
}
const states: Column[] = [
  { id: "state", header: "State", cell: (d) => <Standing deployment={d} />, minWidth: 150 },
  {
    id: "sync_state",
    header: "Sync state",
    cell: (d) => <State words={syncWords({ state: d.sync_state, is_accepted: d.is_accepted })} wraps />,
    minWidth: 116,
  },
  {
    id: "auto_redeploy",
    header: "Auto re-deploy",
    cell: (d) => <Following deployment={d} />,
    minWidth: 104,
  },
];

export const columns: Column[] = [certificate, account, service, region(false), ...states];
/** For the page of the certificate itself. */
export const columnsOfOne: Column[] = [region(true), account, service, ...states, arn];
