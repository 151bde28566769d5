import Box from "@cloudscape-design/components/box";
import Select from "@cloudscape-design/components/select";

import { type Candidate } from "../../api/types.ts";
import { State } from "../../components/state.tsx";
import { sentence } from "../../format/faults.ts";
import { plannedAction } from "../../format/states.ts";
import { type PlannedRow } from "./plan.ts";

const sameness: Record<Candidate["same"], string> = {
  fingerprint: "The same certificate",
  key: "The same key",
  names: "The same names",
};

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
          A deployment keeps it there; it gets the options chosen here.
        </Box>
      )}
      {choices.length > 0 && (
        <Select
          ariaLabel={`What to replace in ${name}`}
          placeholder="Choose what to replace"
          disabled={busy}
          expandToViewport
          selectedOption={chosen === null ? null : { value: chosen, label: chosen }}
          options={choices.map(({ arn, same }) => ({ value: arn, label: arn, description: sameness[same] }))}
          onChange={({ detail }) => onChoose(detail.selectedOption.value ?? "")}
        />
      )}
    </>
  );
}
