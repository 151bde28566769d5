import Box from "@cloudscape-design/components/box";

import { State } from "../../components/state.tsx";
import { sentence } from "../../format/faults.ts";
import { plannedAction } from "../../format/states.ts";
import { Choice } from "./choice.tsx";
import { type PlannedRow } from "./plan.ts";

interface WhatHappensProps {
  row: PlannedRow;
  /** For labels: "eu-west-1" */
  name: string;
  busy: boolean;
  onChoose: (arn: string) => void;
}

export function WhatHappens({ row, name, busy, onChoose }: WhatHappensProps) {
  const { planned, choices, chosen } = row;
  // Of a refusal, the reason is what the refusals beside it say.
  const isRefused = planned.action === "refused";
  return (
    <>
      <State words={plannedAction(planned.action)} />
      {planned.arn !== null && <div className="mono">{planned.arn}</div>}
      {!isRefused && planned.reason !== "" && (
        <Box fontSize="body-s" color="text-body-secondary">
          {sentence(planned.reason)}
        </Box>
      )}
      {planned.deployment !== null && !isRefused && (
        <Box fontSize="body-s" color="text-body-secondary">
          A deployment keeps it there; what is chosen here is changed with it.
        </Box>
      )}
      {choices.length > 0 && (
        <Choice choices={choices} chosen={chosen} name={name} busy={busy} onChoose={onChoose} />
      )}
    </>
  );
}
