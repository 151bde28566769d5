import { type TableProps } from "@cloudscape-design/components/table";

import { type CertificateRequest } from "../../api/types.ts";
import { Actor } from "../../components/actor.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { Moment } from "../../components/moment.tsx";
import { OtherNames } from "../../components/other-names.tsx";
import { State } from "../../components/state.tsx";
import { hostsFirst } from "../../format/names.ts";
import { keyAlgorithm, requestState } from "../../format/states.ts";
import { ownCertificatePath } from "../certificates/columns.tsx";

function Names({ request: { names, subject } }: { request: CertificateRequest }) {
  const [first, ...others] = hostsFirst(names);
  return (
    <>
      {first ?? (subject || "–")}
      <OtherNames names={others} />
    </>
  );
}

export const columns: TableProps.ColumnDefinition<CertificateRequest>[] = [
  {
    id: "name",
    header: "For",
    cell: ({ certificate, name }) =>
      certificate === null ? name : <LinkTo href={ownCertificatePath(certificate)}>{name}</LinkTo>,
    isRowHeader: true,
    minWidth: 140,
  },
  { id: "state", header: "State", cell: ({ state }) => <State words={requestState(state)} />, minWidth: 130 },
  { id: "names", header: "Names", cell: (request) => <Names request={request} />, minWidth: 160 },
  {
    id: "key",
    header: "Key",
    cell: (request) => <span className="nowrap">{keyAlgorithm(request.key_algorithm)}</span>,
    minWidth: 110,
  },
  {
    id: "created",
    header: "Created",
    cell: (request) => (
      <>
        <Moment time={request.created_at} />, by <Actor actor={request.created_by} />
      </>
    ),
    minWidth: 150,
  },
  { id: "done", header: "Answered", cell: (request) => <Moment time={request.done_at} />, minWidth: 110 },
];
