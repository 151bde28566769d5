import Box, { type BoxProps } from "@cloudscape-design/components/box";

import { type Time } from "../api/types.ts";
import { date, dateTime } from "../format/dates.ts";
import { State } from "./state.tsx";
import { daysLeftText, type Urgency, urgency } from "../format/states.ts";

const colours: Record<Urgency, BoxProps.Color> = {
  expired: "text-status-error",
  critical: "text-status-error",
  soon: "text-status-warning",
  calm: "text-body-secondary",
  unknown: "text-body-secondary",
};

export function DaysLeft({ days }: { days: number | null }) {
  return (
    <Box variant="span" color={colours[urgency(days)]} fontSize="body-s">
      {daysLeftText(days)}
    </Box>
  );
}

export function Revoked() {
  return <State words={{ type: "error", text: "Revoked" }} />;
}

interface ExpiryProps {
  notAfter: Time | null;
  daysLeft: number | null;
  /** Its end does not matter any more. */
  isRevoked?: boolean;
}

/** The day of the end, and below it how near that is; the exact time on hovering. */
export function Expiry({ notAfter, daysLeft, isRevoked = false }: ExpiryProps) {
  return (
    <span title={dateTime(notAfter)}>
      <span className="nowrap">{date(notAfter)}</span>
      {notAfter !== null && (
        <>
          <br />
          {isRevoked ? <Revoked /> : <DaysLeft days={daysLeft} />}
        </>
      )}
    </span>
  );
}
