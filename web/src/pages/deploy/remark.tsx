import StatusIndicator from "@cloudscape-design/components/status-indicator";

import { type PlannedRegion } from "../../api/types.ts";
import { sentence } from "../../format/faults.ts";

/** What is allowed, and still worth knowing before. */
export function Remark({ warning: { rule, message } }: { warning: PlannedRegion["warnings"][number] }) {
  return (
    <div className="remark">
      <StatusIndicator type={rule === "in_use" ? "info" : "warning"} wrapText>
        {sentence(message)}
      </StatusIndicator>
    </div>
  );
}
