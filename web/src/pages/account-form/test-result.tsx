import Alert from "@cloudscape-design/components/alert";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { type AccountTest } from "../../api/types.ts";
import { Copyable } from "../../components/copyable.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { State } from "../../components/state.tsx";
import { count } from "../../format/dates.ts";
import { sentence } from "../../format/faults.ts";
import { humanize, permissionState } from "../../format/states.ts";

export function TestResult({ result }: { result: AccountTest }) {
  const denied = result.permissions.filter(({ state }) => state === "denied").length;
  const permissions = result.permissions.toSorted((a, b) => a.feature.localeCompare(b.feature));
  return (
    <SpaceBetween size="l">
      {result.ok ? (
        <Alert type="success" header="The connection works">
          {denied > 0 && `${count(denied, "permission")} missing: see below what will not work without.`}
        </Alert>
      ) : (
        <Alert type="error" header="The connection does not work">
          {sentence(result.error ?? "AWS refused")} {result.hint !== null && sentence(result.hint)}
        </Alert>
      )}
      {result.identity && (
        <KeyValuePairs
          columns={3}
          items={[
            {
              label: "AWS account",
              value: <Copyable text={result.identity.account_id} name="account number" />,
            },
            { label: "Identity", value: <Copyable text={result.identity.arn} name="identity ARN" /> },
            {
              label: "Enabled regions",
              value:
                result.regions.error === null ? (
                  <span title={result.regions.enabled.join("\n")}>
                    {count(result.regions.enabled.length, "region")}:{" "}
                    {result.regions.enabled.slice(0, 6).join(", ")}
                    {result.regions.enabled.length > 6 && " …"}
                  </span>
                ) : (
                  sentence(result.regions.error)
                ),
            },
          ]}
        />
      )}
      {permissions.length > 0 && (
        <StackedTable
          variant="embedded"
          ariaLabels={{ tableLabel: "Permissions" }}
          items={permissions}
          trackBy="action"
          wrapLines
          contentDensity="compact"
          columnDefinitions={[
            { id: "feature", header: "For", cell: ({ feature }) => humanize(feature) },
            {
              id: "action",
              header: "Permission",
              cell: ({ action }) => <span className="mono">{action}</span>,
              isRowHeader: true,
              minWidth: 270,
            },
            { id: "state", header: "State", cell: ({ state }) => <State words={permissionState(state)} /> },
            { id: "detail", header: "Detail", cell: ({ detail }) => detail },
          ]}
        />
      )}
    </SpaceBetween>
  );
}
