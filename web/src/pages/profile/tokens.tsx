import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { revokeToken, tokensQuery } from "../../api/people.ts";
import { type Token } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { Confirm } from "../../components/confirm.tsx";
import { Empty } from "../../components/empty.tsx";
import { Failure } from "../../components/failure.tsx";
import { Moment } from "../../components/moment.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { State } from "../../components/state.tsx";
import { date } from "../../format/dates.ts";
import { CreateTokenModal } from "./create-token-modal.tsx";

function Expiry({ token }: { token: Token }) {
  if (token.expires_at === null) return <>Never</>;
  if (new Date(token.expires_at) < new Date()) return <State words={{ type: "stopped", text: "Expired" }} />;
  return <>{date(token.expires_at)}</>;
}

export function Tokens() {
  const queryClient = useQueryClient();
  const { notify } = useNotifications();
  const tokens = useQuery(tokensQuery);
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<Token | null>(null);

  if (tokens.isError) return <Failure error={tokens.error} onRetry={() => void tokens.refetch()} />;
  return (
    <>
      <StackedTable
        beside={["actions"]}
        header={
          <Header
            variant="h2"
            counter={tokens.data ? `(${tokens.data.items.length})` : ""}
            description="For the command line and scripts. A token may do what you may do."
            actions={<Button onClick={() => setCreating(true)}>Create token</Button>}
          >
            API tokens
          </Header>
        }
        ariaLabels={{ tableLabel: "API tokens" }}
        items={tokens.data?.items ?? []}
        trackBy="id"
        loading={tokens.isPending}
        loadingText="Loading tokens"
        wrapLines
        columnDefinitions={[
          { id: "name", header: "Name", cell: (token) => token.name, isRowHeader: true },
          {
            id: "prefix",
            header: "Begins with",
            cell: (token) => <span className="mono">{token.prefix}…</span>,
          },
          { id: "created", header: "Created", cell: (token) => <Moment time={token.created_at} /> },
          { id: "expires", header: "Expires", cell: (token) => <Expiry token={token} /> },
          {
            id: "used",
            header: "Last used",
            cell: (token) => (token.last_used_at === null ? "Never" : <Moment time={token.last_used_at} />),
          },
          {
            id: "actions",
            header: "Actions",
            cell: (token) => (
              <Button
                variant="inline-link"
                ariaLabel={`Revoke ${token.name}`}
                onClick={() => setRevoking(token)}
              >
                Revoke
              </Button>
            ),
          },
        ]}
        empty={<Empty title="No tokens">Create one to use the command line or the API.</Empty>}
      />
      {creating && <CreateTokenModal onClose={() => setCreating(false)} />}
      {revoking && (
        <Confirm
          title={`Revoke ${revoking.name}?`}
          action="Revoke"
          onClose={() => setRevoking(null)}
          onConfirm={async () => {
            await revokeToken(revoking.id);
            notify("success", `${revoking.name} was revoked`);
            void queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey });
          }}
        >
          Whatever uses this token stops working at once. It cannot be taken back.
        </Confirm>
      )}
    </>
  );
}
