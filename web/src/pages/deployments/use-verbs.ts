import { type ButtonDropdownProps } from "@cloudscape-design/components/button-dropdown";
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { certificatesKey } from "../../api/certificates.ts";
import { deploymentsKey } from "../../api/deployments.ts";
import { type Deployment } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { usePermission } from "../../app/session.tsx";
import { count } from "../../format/dates.ts";
import { allVerbs, fitting, mayHaveSuperseded, type Verb, verbs } from "./verbs.ts";

export const retargetId = "retarget";
export const supersededId = "superseded";

interface Ask {
  verb: Verb;
  deployments: readonly Deployment[];
}

/** Asks something of those deployments that it fits, and says what became of it. */
export function useAsk() {
  const queryClient = useQueryClient();
  const { notify, notifyError } = useNotifications();
  return useMutation({
    mutationFn: async ({ verb, deployments }: Ask) => {
      const asked = fitting(verb, deployments);
      const answers = await Promise.allSettled(asked.map(({ id }) => verbs[verb].ask(id)));
      const done = answers.filter(({ status }) => status === "fulfilled").length;
      if (done > 0) notify("success", `${count(done, "deployment")} ${verbs[verb].done}`);
      answers.forEach((answer, index) => {
        if (answer.status === "fulfilled") return;
        const { certificate, region } = asked[index] as Deployment;
        notifyError(`${verbs[verb].text} of ${certificate.name} in ${region} was refused`, answer.reason);
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
    const items = allVerbs.map((verb) => {
      const fit = fitting(verb, deployments).length;
      return {
        id: verb,
        text: fit > 1 ? `${verbs[verb].text} (${fit})` : verbs[verb].text,
        disabled: !write.allowed || fit === 0,
        disabledReason: write.allowed ? verbs[verb].otherwise : write.reason,
      };
    });
    // Of one alone: each is asked about before.
    const retarget = {
      id: retargetId,
      text: "Change certificate",
      disabled: !write.allowed || deployments.length !== 1,
      disabledReason: write.allowed ? "Select one deployment." : write.reason,
    };
    const [first] = deployments;
    const superseded = {
      id: supersededId,
      text: "Delete superseded",
      disabled:
        !write.allowed || deployments.length !== 1 || first === undefined || !mayHaveSuperseded(first),
      disabledReason: write.allowed ? "Select one deployment to IAM that is not under way." : write.reason,
    };
    return [...items.slice(0, -1), retarget, superseded, ...items.slice(-1)];
  };
}
