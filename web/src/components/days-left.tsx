import Box, { type BoxProps } from "@cloudscape-design/components/box";

import { type Time } from "../api/types.ts";
import { date, dateTime } from "../format/dates.ts";
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

/** The day of the end, and below it how near that is; the exact time on hovering. */
export function Expiry({ notAfter, daysLeft }: { notAfter: Time | null; daysLeft: number | null }) {
  return (
    <span title={dateTime(notAfter)}>
      <span className="nowrap">{date(notAfter)}</span>
      {notAfter !== null && (
        <>
          <br />
          <DaysLeft days={daysLeft} />
        </>
      )}
    </span>
  );
}
