import Box from "@cloudscape-design/components/box";
import { useState } from "react";

import { changePause } from "../../api/deployments.ts";
import { type Deployment } from "../../api/types.ts";
import { FormModal } from "../../components/form-modal.tsx";
import { count } from "../../format/dates.ts";
import { CarefulInput } from "../deploy/careful-input.tsx";
import { pauseSecondsOf, rollOutOf, rollOutProblem, rollOutText } from "../deploy/roll-out.ts";
import { useAsk } from "./use-verbs.ts";

interface ChangeRollOutProps {
  deployments: readonly Deployment[];
  onClose: () => void;
}

/** Puts the pause of orders that stand on, takes it off, or makes it another. */
export function ChangeRollOut({ deployments, onClose }: ChangeRollOutProps) {
  const [draft, setDraft] = useState(() => rollOutOf(deployments));
  const [complain, setComplain] = useState(false);
  const ask = useAsk();
  const problem = rollOutProblem(draft);
  const now = [...new Set(deployments.map(rollOutText))];
  const change = () => {
    const pause = pauseSecondsOf(draft);
    const question = {
      text: "Changing the roll-out",
      ask: (id: string) => changePause(id, pause),
      done: draft.careful ? "rolled out carefully from now on" : "rolled out all at once from now on",
    };
    ask.mutate({ question, deployments }, { onSettled: onClose });
  };
  return (
    <FormModal
      title={`Roll-out of ${count(deployments.length, "deployment")}`}
      action="Save changes"
      busy={ask.isPending}
      error={null}
      onClose={onClose}
      onSubmit={() => {
        setComplain(true);
        if (problem === undefined) change();
      }}
    >
      <Box>
        Nothing is deployed by this. What waits for its turn waits so long from now on, or no longer.
        {now.length > 1 && ` They differ at the moment: ${now.join(", ")}.`}
      </Box>
      <CarefulInput
        rollOut={draft}
        problem={complain ? problem : undefined}
        onChange={(part) => setDraft((old) => ({ ...old, ...part }))}
      />
    </FormModal>
  );
}
