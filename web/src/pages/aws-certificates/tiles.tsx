import "./tiles.css";

import { type CertificateSummary } from "../../api/types.ts";
import { Skeleton } from "../../components/skeleton.tsx";
import { count, number } from "../../format/dates.ts";
import { typeLabel } from "../../format/states.ts";
import { type TileFilter, tileActive } from "./filters.ts";

interface Tile {
  label: string;
  tone: string;
  filter: TileFilter;
  value: (summary: CertificateSummary) => number;
}

const sum = (...values: number[]) => values.reduce((total, value) => total + value, 0);
const within = (days: string): TileFilter => ({ expires_within: days, expired: "false" });

const tiles: Tile[] = [
  { label: "All", tone: "all", filter: {}, value: ({ total }) => total },
  {
    label: "Out of sync",
    tone: "critical",
    filter: { sync_state: "mismatch" },
    value: ({ mismatched }) => mismatched,
  },
  { label: "Expired", tone: "expired", filter: { expired: "true" }, value: ({ expiry }) => expiry.expired },
  {
    label: "Within 7 days",
    tone: "critical",
    filter: within("7"),
    value: ({ expiry }) => expiry.within_7_days,
  },
  {
    label: "Within 30 days",
    tone: "soon",
    filter: within("30"),
    value: ({ expiry }) => sum(expiry.within_7_days, expiry.within_30_days),
  },
  {
    label: "Within 90 days",
    tone: "later",
    filter: within("90"),
    value: ({ expiry }) =>
      sum(expiry.within_7_days, expiry.within_30_days, expiry.within_60_days, expiry.within_90_days),
  },
  { label: "Not in use", tone: "quiet", filter: { in_use: "false" }, value: ({ not_in_use }) => not_in_use },
  { label: "Missing in AWS", tone: "quiet", filter: { missing: "true" }, value: ({ missing }) => missing },
];

interface Segment {
  label: string;
  tone: string;
  value: number;
}

function segments({ expiry }: CertificateSummary): Segment[] {
  return [
    { label: "expired", tone: "expired", value: expiry.expired },
    { label: "within 7 days", tone: "critical", value: expiry.within_7_days },
    { label: "8 to 30 days", tone: "soon", value: expiry.within_30_days },
    { label: "31 to 90 days", tone: "later", value: expiry.within_60_days + expiry.within_90_days },
    { label: "later", tone: "calm", value: expiry.later },
    { label: "without expiry date", tone: "none", value: expiry.none },
  ].filter(({ value }) => value > 0);
}

interface TilesProps {
  summary: CertificateSummary | undefined;
  failed: boolean;
  filters: URLSearchParams;
  onSelect: (filter: TileFilter) => void;
}

/** Totals and expiry at a glance; each number is a filter. */
export function Tiles({ summary, failed, filters, onSelect }: TilesProps) {
  return (
    <section className="overview" aria-label="Totals and expiry">
      <div className="tiles" role="group" aria-label="Filter by sync, expiry and use">
        {tiles.map((tile) => {
          const active = tileActive(filters, tile.filter);
          const value = summary && tile.value(summary);
          return (
            <button
              key={tile.label}
              type="button"
              className={`tile tone-${value === 0 ? "none" : tile.tone}`}
              aria-pressed={active}
              onClick={() => onSelect(active ? {} : tile.filter)}
            >
              <span className="tile-value">
                {value === undefined && !failed ? <Skeleton width="3ch" /> : number(value)}
              </span>
              <span className="tile-label">{tile.label}</span>
            </button>
          );
        })}
      </div>
      {summary && summary.total > 0 && (
        <>
          <div
            className="expiry-bar"
            role="img"
            aria-label={`Expiry: ${segments(summary)
              .map(({ label, value }) => `${number(value)} ${label}`)
              .join(", ")}`}
          >
            {segments(summary).map(({ label, tone, value }) => (
              <span
                key={label}
                className={`segment tone-${tone}`}
                style={{ flexGrow: value }}
                title={`${count(value, "certificate")} ${label}`}
              />
            ))}
          </div>
          <p className="types">
            {["AMAZON_ISSUED", "PRIVATE", "IMPORTED"].map((type) => (
              <span key={type}>
                <b>{number(summary.by_type[type] ?? 0)}</b> {typeLabel(type)}
              </span>
            ))}
            <span>
              <b>{number(summary.not_renewing)}</b> expire within 60 days and AWS will not renew them
            </span>
          </p>
        </>
      )}
    </section>
  );
}
