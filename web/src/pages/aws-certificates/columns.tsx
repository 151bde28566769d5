import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import { type TableProps } from "@cloudscape-design/components/table";
import { type ReactNode } from "react";

import { type AwsCertificate } from "../../api/types.ts";
import { Expiry } from "../../components/days-left.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { Moment } from "../../components/moment.tsx";
import { OtherNames } from "../../components/other-names.tsx";
import { State } from "../../components/state.tsx";
import { TagBadges } from "../../components/tag-badges.tsx";
import { dateTime } from "../../format/dates.ts";
import { namesBeside } from "../../format/names.ts";
import {
  keyAlgorithm,
  renewalEligibility,
  renewalStatus,
  seenStatus,
  serviceLabel,
  syncWords,
} from "../../format/states.ts";

export const certificatePath = (id: string) => `/certificates/aws/${encodeURIComponent(id)}`;

function Name({ certificate }: { certificate: AwsCertificate }) {
  const others = namesBeside(certificate.domain_name, certificate.subject_alternative_names);
  return (
    <>
      <LinkTo href={certificatePath(certificate.id)}>{certificate.domain_name || certificate.arn}</LinkTo>
      <OtherNames names={others} />
      {certificate.missing_since !== null && (
        <>
          {" "}
          <span title={`Not in AWS's list since ${dateTime(certificate.missing_since)}`}>
            <Badge color="severity-high">Missing in AWS</Badge>
          </span>
        </>
      )}
    </>
  );
}

/** The first cell of a row, which shows what is out of sync by its edge too. */
const first = (certificate: AwsCertificate, content: ReactNode) => (
  <div className={certificate.sync?.is_mismatch === true ? "mismatch" : undefined}>{content}</div>
);

/** The account stands below its region; a column of its own, to sort by, can be chosen. */
const where = ({ region, account }: AwsCertificate) => (
  <>
    {region}
    <Box fontSize="body-s" color="text-body-secondary">
      {account.name}
    </Box>
  </>
);

const yesNo = (value: boolean | null) => (value === null ? "–" : value ? "Yes" : "No");

type Column = TableProps.ColumnDefinition<AwsCertificate> & { id: string; header: string };

/** sortingField is the name that the server sorts by. */
export const columns: Column[] = [
  {
    id: "domain_name",
    header: "Name",
    cell: (c) => first(c, <Name certificate={c} />),
    sortingField: "domain_name",
    isRowHeader: true,
    minWidth: 160,
    width: 172,
  },
  { id: "type", header: "Type", cell: (c) => c.type_label, sortingField: "type", minWidth: 90, width: 106 },
  {
    id: "status",
    header: "Status",
    cell: (c) => <State words={seenStatus(c)} wraps />,
    sortingField: "status",
    minWidth: 110,
    width: 116,
  },
  {
    id: "sync",
    header: "Sync",
    cell: (c) => <State words={syncWords(c.sync)} wraps />,
    minWidth: 120,
    width: 126,
  },
  {
    id: "not_after",
    header: "Expires",
    cell: (c) => <Expiry notAfter={c.not_after} daysLeft={c.days_left} />,
    sortingField: "not_after",
    minWidth: 110,
    width: 116,
  },
  { id: "region", header: "Region", cell: where, sortingField: "region", minWidth: 100, width: 140 },
  {
    id: "in_use",
    header: "In use",
    cell: (c) =>
      c.in_use === true && c.in_use_by.length > 0 ? `Yes (${c.in_use_by.length})` : yesNo(c.in_use),
    sortingField: "in_use",
    minWidth: 90,
    width: 94,
  },
  {
    id: "renewal_eligibility",
    header: "Renewal",
    cell: (c) => (
      <State
        words={c.renewal_status ? renewalStatus(c.renewal_status) : renewalEligibility(c.renewal_eligibility)}
        wraps
      />
    ),
    sortingField: "renewal_eligibility",
    minWidth: 120,
    width: 122,
  },
  {
    id: "account",
    header: "Account",
    cell: (c) => c.account.name,
    sortingField: "account",
    minWidth: 110,
    width: 130,
  },
  {
    id: "key_algorithm",
    header: "Key",
    cell: (c) => <span className="nowrap">{keyAlgorithm(c.key_algorithm)}</span>,
    sortingField: "key_algorithm",
    minWidth: 100,
    width: 120,
  },
  {
    id: "service",
    header: "Service",
    cell: (c) => serviceLabel(c.service),
    sortingField: "service",
    minWidth: 90,
    width: 100,
  },
  {
    id: "issuer",
    header: "Issuer",
    cell: (c) => c.issuer ?? "–",
    sortingField: "issuer",
    minWidth: 140,
    width: 200,
  },
  {
    id: "tags",
    header: "Tags",
    cell: (c) => <TagBadges tags={c.tags} />,
    minWidth: 140,
    width: 220,
  },
  {
    id: "validation",
    header: "Validation",
    cell: (c) => c.validation_method ?? "–",
    minWidth: 100,
    width: 110,
  },
  {
    id: "serial",
    header: "Serial number",
    cell: (c) => <span className="mono">{c.serial ?? "–"}</span>,
    minWidth: 160,
    width: 240,
  },
  {
    id: "fingerprint",
    header: "Fingerprint (SHA-256)",
    cell: (c) => <span className="mono">{c.fingerprint_sha256 ?? "–"}</span>,
    minWidth: 160,
    width: 260,
  },
  { id: "arn", header: "ARN", cell: (c) => <span className="mono">{c.arn}</span>, minWidth: 200, width: 360 },
  {
    id: "created_at",
    header: "Created",
    cell: (c) => <Moment time={c.created_at} />,
    sortingField: "created_at",
    minWidth: 110,
    width: 140,
  },
  {
    id: "first_seen_at",
    header: "First seen",
    cell: (c) => <Moment time={c.first_seen_at} />,
    sortingField: "first_seen_at",
    minWidth: 110,
    width: 140,
  },
  {
    id: "last_changed_at",
    header: "Last changed",
    cell: (c) => <Moment time={c.last_changed_at} />,
    sortingField: "last_changed_at",
    minWidth: 110,
    width: 140,
  },
];

const shownAtFirst = new Set([
  "domain_name",
  "type",
  "status",
  "sync",
  "not_after",
  "region",
  "in_use",
  "renewal_eligibility",
]);
export const initialDisplay = columns.map(({ id }) => ({ id, visible: shownAtFirst.has(id) }));
/** What fits on a telephone; the rest is one tap away, on the certificate's page. */
export const narrowDisplay = ["domain_name", "not_after"].map((id) => ({ id, visible: true }));
/** Without widths, so that they share a narrow screen; place and states stand below the name. */
export const narrowColumns: Column[] = columns.map((column) => ({
  ...column,
  ...(column.id === "domain_name" && {
    cell: (c: AwsCertificate) =>
      first(
        c,
        <div className="stacked">
          <div>
            <Name certificate={c} />
          </div>
          <span>
            {c.region}, {c.account.name}
          </span>
          <State words={seenStatus(c)} />
          {c.sync && <State words={syncWords(c.sync)} />}
        </div>,
      ),
  }),
  width: undefined,
  minWidth: undefined,
}));
