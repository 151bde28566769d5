import Header from "@cloudscape-design/components/header";

import { Copyable } from "../../components/copyable.tsx";
import { Empty } from "../../components/empty.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";

export function TagTable({ tags }: { tags: Record<string, string> }) {
  const items = Object.entries(tags).map(([key, value]) => ({ key, value }));
  return (
    <StackedTable
      header={
        <Header variant="h2" counter={`(${items.length})`}>
          Tags
        </Header>
      }
      ariaLabels={{ tableLabel: "Tags" }}
      items={items}
      trackBy="key"
      wrapLines
      columnDefinitions={[
        { id: "key", header: "Key", cell: ({ key }) => key, isRowHeader: true },
        {
          id: "value",
          header: "Value",
          cell: ({ key, value }) => <Copyable text={value} name={`value of ${key}`} />,
        },
        {
          id: "find",
          header: "Find",
          cell: ({ key, value }) => (
            <LinkTo
              href={`/certificates/aws?${new URLSearchParams({ tag: value === "" ? key : `${key}=${value}` }).toString()}`}
              ariaLabel={`Certificates with the same ${key}`}
            >
              With the same tag
            </LinkTo>
          ),
        },
      ]}
      empty={<Empty title="No tags">AWS reports no tags for this certificate.</Empty>}
    />
  );
}
