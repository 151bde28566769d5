import Box from "@cloudscape-design/components/box";

import { type Refusal as Refused } from "../api/types.ts";
import { sentence } from "../format/faults.ts";
import { onPage } from "../format/hints.ts";

interface RefusalProps {
  refusal: Refused;
  /** The rule's name too, by which programs and the documentation know it. */
  withRule?: boolean;
}

/** What keeps something from being done, and what to do about it. */
export function Refusal({ refusal: { rule, message, hint }, withRule = false }: RefusalProps) {
  return (
    <div className="refusal">
      <Box color="text-status-error">
        {sentence(message)}
        {withRule && (
          <>
            {" "}
            <span className="rule">{rule}</span>
          </>
        )}
      </Box>
      {hint !== "" && (
        <Box color={withRule ? "text-status-error" : "text-body-secondary"} fontSize="body-s">
          {sentence(onPage(hint))}
        </Box>
      )}
    </div>
  );
}
