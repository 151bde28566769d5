import { type Time } from "../api/types.ts";
import { dateTime, none, relative } from "../format/dates.ts";

/** An instant: exact and relative, or relative with the exact one on hovering. */
export function Moment({ time, exact = false }: { time: Time | null | undefined; exact?: boolean }) {
  if (!time) return <>{none}</>;
  return (
    <time dateTime={time} title={dateTime(time)}>
      {exact ? `${dateTime(time)} (${relative(time)})` : relative(time)}
    </time>
  );
}
