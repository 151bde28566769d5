import { type ButtonDropdownProps } from "@cloudscape-design/components/button-dropdown";
import { useQueryClient } from "@tanstack/react-query";

import { certificatesKey } from "../../api/certificates.ts";
import { deploymentsKey } from "../../api/deployments.ts";
import { type Deployment } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { usePermission } from "../../app/session.tsx";
import { useMutation } from "../../components/mutation.ts";
import { count } from "../../format/dates.ts";
import { takesTurns } from "../deploy/roll-out.ts";
import { allVerbs, fitting, mayHaveSuperseded, type Question, verbs } from "./verbs.ts";

export const retargetId = "retarget";
export const rollOutId = "roll-out";
export const supersededId = "superseded";

interface Ask {
  question: Question;
  deployments: readonly Deployment[];
}

/** Asks something of each of the deployments, and says what became of it. */
export function useAsk() {
  const queryClient = useQueryClient();
  const { notify, notifyError } = useNotifications();
  return useMutation({
    mutationFn: async ({ question: { text, ask, done }, deployments }: Ask) => {
      const answers = await Promise.allSettled(deployments.map(({ id }) => ask(id)));
      const granted = answers.filter(({ status }) => status === "fulfilled").length;
      if (granted > 0) notify("success", `${count(granted, "deployment")} ${done}`);
      answers.forEach((answer, index) => {
        if (answer.status === "fulfilled") return;
        const { certificate, region } = deployments[index] as Deployment;
        notifyError(`${text} of ${certificate.name} in ${region} was refused`, answer.reason);
      });
    },
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: deploymentsKey });
      void queryClient.invalidateQueries({ queryKey: certificatesKey });
    },
  });
}

/** The menu of what can be asked of the deployments, each item with the reason when it cannot. */
export function useVerbItems(): (deployments: readonly Deployment[]) => ButtonDropdownProps.Item[] {
  const write = usePermission("deployments_write");
  return (deployments) => {
    const item = (id: string, text: string, fit: number, otherwise: string) => ({
      id,
      text: fit > 1 ? `${text} (${fit})` : text,
      disabled: !write.allowed || fit === 0,
      disabledReason: write.allowed ? otherwise : write.reason,
    });
    const asked = allVerbs.map((verb) =>
      item(verb, verbs[verb].text, fitting(verb, deployments).length, verbs[verb].otherwise),
    );
    const [first, ...others] = deployments;
    const clears = first !== undefined && others.length === 0 && mayHaveSuperseded(first);
    const changed = [
      // Of one alone: each is asked about before.
      item(retargetId, "Change certificate", deployments.length === 1 ? 1 : 0, "Select one deployment."),
      item(
        rollOutId,
        "Change roll-out",
        deployments.filter(takesTurns).length,
        "Only regions of ACM take turns.",
      ),
      item(
        supersededId,
        "Delete superseded",
        clears ? 1 : 0,
        "Select one deployment to IAM that is not under way.",
      ),
    ];
    return [...asked.slice(0, -1), ...changed, ...asked.slice(-1)];
  };
}
