import Box from "@cloudscape-design/components/box";

import { type PlannedRegion } from "../../api/types.ts";

interface QuotaUseProps {
  use: PlannedRegion["imported"];
  /** What the quota is of: "held" */
  of: string;
}

/** How much of a quota was used before the deployment. */
export function QuotaUse({ use, of }: QuotaUseProps) {
  if (use === null) return null;
  return (
    <div>
      {use.used.toLocaleString("en")} of {use.limit.toLocaleString("en")} {of}
      {use.default_because !== null && (
        <Box fontSize="body-s" color="text-body-secondary">
          <span title={`The account's own limit is not known: ${use.default_because}`}>
            AWS's default limit
          </span>
        </Box>
      )}
    </div>
  );
}
