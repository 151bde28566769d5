import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { type Certificate } from "../../api/types.ts";
import { Copyable } from "../../components/copyable.tsx";
import { Empty } from "../../components/empty.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { pairsOf } from "../../components/pairs.ts";
import { StackedTable } from "../../components/stacked-table.tsx";

const withTag = (key: string, value: string) =>
  `/certificates?${new URLSearchParams({ tag: value === "" ? key : `${key}=${value}` }).toString()}`;

/** What people say about the certificate. */
export function Labels({ certificate }: { certificate: Certificate }) {
  const tags = pairsOf(certificate.tags);
  const fields = pairsOf(certificate.fields);
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Notes</Header>}>
        {certificate.notes === "" ? (
          <Empty title="No notes">Edit the certificate to write some.</Empty>
        ) : (
          <Box>
            <p className="notes">{certificate.notes}</p>
          </Box>
        )}
      </Container>
      <StackedTable
        header={
          <Header variant="h2" counter={`(${tags.length})`}>
            Tags
          </Header>
        }
        ariaLabels={{ tableLabel: "Tags" }}
        items={tags}
        trackBy="key"
        wrapLines
        columnDefinitions={[
          { id: "key", header: "Key", cell: ({ key }) => key, isRowHeader: true },
          { id: "value", header: "Value", cell: ({ value }) => value || "–" },
          {
            id: "find",
            header: "Find",
            cell: ({ key, value }) => (
              <LinkTo href={withTag(key, value)} ariaLabel={`Certificates with the same ${key}`}>
                With the same tag
              </LinkTo>
            ),
          },
        ]}
        empty={<Empty title="No tags">Tags find certificates again: environment, team, service.</Empty>}
      />
      <StackedTable
        header={
          <Header variant="h2" counter={`(${fields.length})`}>
            Fields
          </Header>
        }
        ariaLabels={{ tableLabel: "Fields" }}
        items={fields}
        trackBy="key"
        wrapLines
        columnDefinitions={[
          { id: "key", header: "Key", cell: ({ key }) => key, isRowHeader: true },
          {
            id: "value",
            header: "Value",
            cell: ({ key, value }) => <Copyable text={value} name={`value of ${key}`} />,
          },
        ]}
        empty={<Empty title="No fields">Fields keep what is worth noting beyond tags.</Empty>}
      />
    </SpaceBetween>
  );
}
