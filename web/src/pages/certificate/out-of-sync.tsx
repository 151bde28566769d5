import Alert from "@cloudscape-design/components/alert";
import { useQuery } from "@tanstack/react-query";

import { deploymentsOfQuery } from "../../api/deployments.ts";
import { type Certificate } from "../../api/types.ts";
import { ButtonTo } from "../../components/button-to.tsx";
import { count } from "../../format/dates.ts";
import { syncState } from "../../format/states.ts";
import { ownCertificatePath } from "../certificates/columns.tsx";
import { pollFor } from "../deployments/live.ts";

/** How often each of the states is there: "Missing in AWS: 2, AWS newer: 1". */
function countedWords(states: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const state of states) {
    const { text } = syncState(state);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].map(([text, number]) => `${text}: ${number}`).join(", ");
}

/** That AWS does not serve what it is to serve is told on top of the certificate's page, not only in a tab. */
export function OutOfSync({ certificate: { id } }: { certificate: Certificate }) {
  const list = useQuery({ ...deploymentsOfQuery(id), refetchInterval: ({ state }) => pollFor(state.data) });
  const all = list.data?.items ?? [];
  const red = all
    .filter(({ is_accepted }) => !is_accepted)
    .map(({ sync_state }) => sync_state)
    .filter((state) => syncState(state).type === "error");
  if (red.length === 0) return null;
  return (
    <Alert
      type="error"
      header={`${red.length} of ${count(all.length, "deployment")} ${red.length === 1 ? "is" : "are"} out of sync`}
      action={<ButtonTo href={`${ownCertificatePath(id)}?tab=deployments`}>Show deployments</ButtonTo>}
    >
      {countedWords(red)}.
    </Alert>
  );
}
