import { type TableProps } from "@cloudscape-design/components/table";

import { type Certificate } from "../../api/types.ts";
import { Expiry } from "../../components/days-left.tsx";
import { HeldKey } from "../../components/held-key.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { Moment } from "../../components/moment.tsx";
import { OtherNames } from "../../components/other-names.tsx";
import { TagBadges } from "../../components/tag-badges.tsx";
import { namesBeside } from "../../format/names.ts";
import { keyAlgorithm, originLabel } from "../../format/states.ts";

export const ownCertificatePath = (id: string) => `/certificates/${encodeURIComponent(id)}`;

function Name({ certificate: { id, name } }: { certificate: Certificate }) {
  return <LinkTo href={ownCertificatePath(id)}>{name}</LinkTo>;
}

function Domain({ certificate: { current } }: { certificate: Certificate }) {
  const { domain_name, subject_alternative_names } = current;
  return (
    <>
      {domain_name || "–"}
      <OtherNames names={namesBeside(domain_name, subject_alternative_names)} />
    </>
  );
}

type Column = TableProps.ColumnDefinition<Certificate> & { id: string; header: string };

/** sortingField is the name that the server sorts by. */
export const columns: Column[] = [
  {
    id: "name",
    header: "Name",
    cell: (c) => <Name certificate={c} />,
    sortingField: "name",
    isRowHeader: true,
    minWidth: 140,
    width: 156,
  },
  {
    id: "domain_name",
    header: "Domain",
    cell: (c) => <Domain certificate={c} />,
    sortingField: "domain_name",
    minWidth: 140,
    width: 174,
  },
  {
    id: "not_after",
    header: "Expires",
    cell: ({ current }) => (
      <Expiry notAfter={current.not_after} daysLeft={current.days_left} isRevoked={current.is_revoked} />
    ),
    sortingField: "not_after",
    minWidth: 120,
    width: 126,
  },
  {
    id: "key_algorithm",
    header: "Key",
    cell: ({ current }) => <span className="nowrap">{keyAlgorithm(current.key_algorithm)}</span>,
    sortingField: "key_algorithm",
    minWidth: 100,
    width: 118,
  },
  {
    id: "has_key",
    header: "Private key",
    cell: ({ current }) => <HeldKey held={current.has_private_key} />,
    minWidth: 100,
    width: 112,
  },
  {
    id: "version",
    header: "Version",
    cell: ({ current, version_count }) =>
      current.number === version_count ? current.number : `${current.number} of ${version_count}`,
    minWidth: 90,
    width: 100,
  },
  {
    id: "owner",
    header: "Owner",
    cell: ({ owner }) => owner || "–",
    sortingField: "owner",
    minWidth: 90,
    width: 112,
  },
  {
    id: "tags",
    header: "Tags",
    cell: ({ tags }) => <TagBadges tags={tags} />,
    minWidth: 130,
    width: 148,
  },
  {
    id: "issuer",
    header: "Issuer",
    cell: ({ current }) => current.issuer,
    sortingField: "issuer",
    minWidth: 140,
    width: 200,
  },
  {
    id: "origin",
    header: "Origin",
    cell: ({ current }) => originLabel(current.origin),
    minWidth: 100,
    width: 130,
  },
  {
    id: "serial",
    header: "Serial number",
    cell: ({ current }) => <span className="mono">{current.serial}</span>,
    minWidth: 160,
    width: 240,
  },
  {
    id: "fingerprint",
    header: "Fingerprint (SHA-256)",
    cell: ({ current }) => <span className="mono">{current.fingerprint_sha256}</span>,
    minWidth: 160,
    width: 260,
  },
  {
    id: "created_at",
    header: "Created",
    cell: (c) => <Moment time={c.created_at} />,
    sortingField: "created_at",
    minWidth: 110,
    width: 140,
  },
  {
    id: "updated_at",
    header: "Last changed",
    cell: (c) => <Moment time={c.updated_at} />,
    sortingField: "updated_at",
    minWidth: 110,
    width: 140,
  },
];

const hiddenAtFirst = new Set([
  "version",
  "issuer",
  "origin",
  "serial",
  "fingerprint",
  "created_at",
  "updated_at",
]);
export const initialDisplay = columns.map(({ id }) => ({ id, visible: !hiddenAtFirst.has(id) }));
/** What fits on a telephone; the rest is one tap away, on the certificate's page. */
export const narrowDisplay = ["name", "not_after"].map((id) => ({ id, visible: true }));
/** Without widths, so that they share a narrow screen; domain and key stand below the name. */
export const narrowColumns: Column[] = columns.map((column) => ({
  ...column,
  ...(column.id === "name" && {
    cell: (c: Certificate) => (
      <div className="stacked">
        <div>
          <Name certificate={c} />
        </div>
        <span>
          <Domain certificate={c} />
        </span>
        <span>
          Private key <HeldKey held={c.current.has_private_key} inSentence />
        </span>
      </div>
    ),
  }),
  width: undefined,
  minWidth: undefined,
}));
