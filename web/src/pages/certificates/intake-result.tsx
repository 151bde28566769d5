import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { type Flaw, type Intake, type Taken } from "../../api/types.ts";
import { HeldKey } from "../../components/held-key.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { State } from "../../components/state.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { count, date } from "../../format/dates.ts";
import { sentence } from "../../format/faults.ts";
import { onPage } from "../../format/hints.ts";
import { intakeOutcome } from "../../format/states.ts";
import { ownCertificatePath } from "./columns.tsx";

/** What became of each certificate that was brought in, and what was left out. */
export function IntakeResult({ intake: { taken, flaws } }: { intake: Intake }) {
  return (
    <SpaceBetween size="l">
      {flaws.length > 0 && (
        <Alert type="warning" header={`${count(flaws.length, "thing")} could not be used`}>
          <ul className="flaws">
            {flaws.map((flaw, index) => (
              <FlawText key={index} flaw={flaw} />
            ))}
          </ul>
        </Alert>
      )}
      <Followed taken={taken} />
      <StillWaiting taken={taken} />
      {taken.length > 0 && <TakenTable taken={taken} />}
    </SpaceBetween>
  );
}

function FlawText({ flaw: { place, problem, hint } }: { flaw: Flaw }) {
  return (
    <li>
      <b>{place}</b>: {sentence(problem)} {sentence(onPage(hint))}
    </li>
  );
}

/** What is deployed by itself now, and what cannot be. */
function Followed({ taken }: { taken: Taken[] }) {
  const followed = taken.filter(({ following }) => following.deployments > 0);
  return followed.map(({ certificate: { id, name }, following: { deployments, obstacle } }) => (
    <Alert
      key={id}
      type={obstacle === null ? "info" : "warning"}
      header={`${count(deployments, "deployment")} of ${name} ${deployments === 1 ? "follows" : "follow"} renewals`}
    >
      {obstacle === null
        ? "The new version goes there by itself."
        : `They cannot follow this one: ${obstacle.message}.`}{" "}
      {obstacle !== null && sentence(onPage(obstacle.hint))}
    </Alert>
  ));
}

/** Who waits for an answer looks here for it. */
function StillWaiting({ taken }: { taken: Taken[] }) {
  const requests = [...new Set(taken.flatMap(({ still_waiting }) => still_waiting))];
  if (requests.length === 0) return null;
  return (
    <Alert type="info" header={`${count(requests.length, "request")} for the same key still waiting`}>
      {requests.join(", ")}: what was imported has other names than were asked for.
    </Alert>
  );
}

function TakenTable({ taken }: { taken: Taken[] }) {
  return (
    <StackedTable
      variant="embedded"
      header={<Box variant="h3">{count(taken.length, "certificate")} in the repository</Box>}
      ariaLabels={{ tableLabel: "Imported certificates" }}
      items={taken}
      wrapLines
      columnDefinitions={[
        {
          id: "certificate",
          header: "Certificate",
          cell: ({ certificate }) => (
            <LinkTo href={ownCertificatePath(certificate.id)}>{certificate.name}</LinkTo>
          ),
          isRowHeader: true,
        },
        { id: "outcome", header: "Outcome", cell: ({ outcome }) => <State words={intakeOutcome(outcome)} /> },
        {
          id: "version",
          header: "Version",
          cell: ({ version }) =>
            `${version.number}${version.is_current ? "" : ", an older one beside the current"}`,
        },
        {
          id: "key",
          header: "Private key",
          cell: ({ version }) => <HeldKey held={version.has_private_key} />,
        },
        { id: "expires", header: "Expires", cell: ({ version }) => date(version.not_after) },
      ]}
    />
  );
}
