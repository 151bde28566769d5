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
    <div title={use.is_default ? "AWS's default; your account's quota may be another" : undefined}>
      {use.used.toLocaleString("en")} of {use.limit.toLocaleString("en")} {of}
    </div>
  );
}
