import Alert from "@cloudscape-design/components/alert";

import { type Deployment, type Group } from "../../api/types.ts";
import { LinkTo } from "../../components/link-to.tsx";
import { count } from "../../format/dates.ts";
import { serviceLabel } from "../../format/states.ts";
import { groupPath } from "../groups/columns.tsx";
import { type Dependents as Found } from "./use-dependents.ts";

/** Accounts, each with its regions, IAM as one of them. */
function placesOf(deployments: readonly Deployment[]): [string, string[]][] {
  const places = new Map<string, string[]>();
  for (const { account, region, service } of deployments) {
    const regions = places.get(account.name) ?? [];
    regions.push(service === "iam" ? serviceLabel(service) : region);
    places.set(account.name, regions);
  }
  return [...places];
}

function Standing({ deployments }: { deployments: readonly Deployment[] }) {
  const [first] = deployments;
  if (first === undefined) return null;
  const href = `/deployments?${new URLSearchParams({ certificate: first.certificate.id }).toString()}`;
  const several = deployments.length > 1;
  return (
    <Alert
      type="warning"
      header={`${count(deployments.length, "deployment")} ${several ? "stand" : "stands"}: it cannot be deleted yet`}
    >
      <ul className="flaws">
        {placesOf(deployments).map(([account, regions]) => (
          <li key={account}>
            {account}: {regions.toSorted().join(", ")}
          </li>
        ))}
      </ul>
      Stop managing {several ? "them" : "it"} first, in <LinkTo href={href}>the list of deployments</LinkTo>.
      AWS keeps the certificate.
    </Alert>
  );
}

function Groups({ groups }: { groups: readonly Group[] }) {
  return groups.map(({ id, name }, index) => (
    <span key={id}>
      {index > 0 && ", "}
      <LinkTo href={groupPath(id)}>{name}</LinkTo>
    </span>
  ));
}

/** What a certificate takes with it, or what keeps it. */
export function Dependents({ dependents }: { dependents: Found }) {
  const { deployments, groups, requests, issued } = dependents;
  return (
    <>
      <Standing deployments={deployments} />
      {groups.length + requests.length + issued > 0 && (
        <ul className="flaws">
          {groups.length > 0 && (
            <li>
              It leaves {count(groups.length, "group")}: <Groups groups={groups} />
            </li>
          )}
          {requests.length > 0 && (
            <li>
              {count(requests.length, "request")} for its next version {requests.length > 1 ? "go" : "goes"}{" "}
              on waiting, for a certificate of its own
            </li>
          )}
          {issued > 0 && (
            <li>
              It signed {count(issued, "certificate")} that {issued === 1 ? "still holds" : "still hold"}:{" "}
              {issued === 1 ? "it can" : "they can"} then neither be renewed nor revoked here, and no next
              revocation list is made
            </li>
          )}
        </ul>
      )}
    </>
  );
}
