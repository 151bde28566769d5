import { type TableProps } from "@cloudscape-design/components/table";

import { type Group } from "../../api/types.ts";
import { Actor } from "../../components/actor.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { Moment } from "../../components/moment.tsx";
import { number } from "../../format/dates.ts";
import { Rule } from "./rule.tsx";

export const groupPath = (id: string) => `/certificates/groups/${encodeURIComponent(id)}`;

export const columns: TableProps.ColumnDefinition<Group>[] = [
  {
    id: "name",
    header: "Name",
    cell: ({ id, name }) => <LinkTo href={groupPath(id)}>{name}</LinkTo>,
    isRowHeader: true,
    minWidth: 140,
  },
  { id: "size", header: "Certificates", cell: ({ size }) => number(size), minWidth: 110 },
  { id: "members", header: "Members", cell: (group) => <Rule group={group} />, minWidth: 200 },
  { id: "description", header: "Description", cell: ({ description }) => description || "–", minWidth: 160 },
  {
    id: "created",
    header: "Created",
    cell: ({ created_at, created_by }) => (
      <>
        <Moment time={created_at} />, by <Actor actor={created_by} />
      </>
    ),
    minWidth: 150,
  },
];
