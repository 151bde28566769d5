import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";

import { historyQuery } from "../../api/certificates.ts";
import { type HistoryEntry } from "../../api/types.ts";
import { Empty } from "../../components/empty.tsx";
import { Failure } from "../../components/failure.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { Moment } from "../../components/moment.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { State } from "../../components/state.tsx";
import { valueText } from "../../format/values.ts";
import { historyKind, humanize } from "../../format/states.ts";

export function History({ id }: { id: string }) {
  const history = useQuery(historyQuery(id));
  return (
    <Container
      header={
        <Header variant="h2" description="What discovery saw change, newest first.">
          History
        </Header>
      }
    >
      {history.isError && <Failure error={history.error} onRetry={() => void history.refetch()} />}
      {history.isPending && <Skeleton height="120px" />}
      {history.data?.items.length === 0 && <Empty title="No changes yet" />}
      {history.data && history.data.items.length > 0 && (
        <ol className="timeline">
          {history.data.items.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
    </Container>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  return (
    <li>
      <SpaceBetween size="xxs">
        <SpaceBetween direction="horizontal" size="s">
          <State words={historyKind(entry.kind)} />
          <Box color="text-body-secondary">
            <Moment time={entry.at} exact />
          </Box>
          {entry.run_id !== null && <LinkTo href={`/discovery/${entry.run_id}`}>Discovery run</LinkTo>}
        </SpaceBetween>
        {entry.changes.length > 0 && (
          <dl className="changes">
            {entry.changes.map(({ field, before, after }) => (
              <div key={field}>
                <dt>{humanize(field)}</dt>
                <dd>
                  <del>{valueText(before)}</del>
                  <span aria-hidden="true"> → </span>
                  <ins>{valueText(after)}</ins>
                </dd>
              </div>
            ))}
          </dl>
        )}
      </SpaceBetween>
    </li>
  );
}
