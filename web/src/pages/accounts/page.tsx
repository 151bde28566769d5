import Box from "@cloudscape-design/components/box";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";

import { accountsQuery, removeAccount, updateAccount } from "../../api/accounts.ts";
import { certificatesKey } from "../../api/certificates.ts";
import { type Account } from "../../api/types.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { usePage } from "../../app/page.ts";
import { usePermission } from "../../app/session.tsx";
import { ButtonTo } from "../../components/button-to.tsx";
import { Confirm } from "../../components/confirm.tsx";
import { DiscoverModal } from "../../components/discover-modal.tsx";
import { Empty } from "../../components/empty.tsx";
import { Failure } from "../../components/failure.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { Moment } from "../../components/moment.tsx";
import { useMutation } from "../../components/mutation.ts";
import { State } from "../../components/state.tsx";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { StackedTable } from "../../components/stacked-table.tsx";
import { count, number } from "../../format/dates.ts";
import { credentialMethod } from "../../format/states.ts";
import { type LastRun, useLastRuns } from "./last-run.ts";
import { TestModal } from "./test-modal.tsx";

function AccountState({ account, lastRun }: { account: Account; lastRun: LastRun | undefined }) {
  const report = lastRun && (
    <Box fontSize="body-s">
      <LinkTo href={`/discovery/${lastRun.id}`} fontSize="body-s" ariaLabel={`Last run of ${account.name}`}>
        See the last run
      </LinkTo>
    </Box>
  );
  if (!account.enabled) return <State words={{ type: "stopped", text: "Disabled" }} />;
  if (account.last_error !== null) {
    return (
      <>
        <State words={{ type: "error", text: "With errors" }} />
        <Box fontSize="body-s" color="text-body-secondary">
          {account.last_error}
        </Box>
        {report}
      </>
    );
  }
  if (lastRun !== undefined && lastRun.failures > 0) {
    return (
      <>
        <State words={{ type: "warning", text: `${count(lastRun.failures, "listing")} failed` }} />
        {report}
      </>
    );
  }
  if (account.last_discovery_at === null)
    return <State words={{ type: "pending", text: "Never discovered" }} />;
  return <State words={{ type: "success", text: "Enabled" }} />;
}

export default function AccountsPage() {
  usePage("Accounts");
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { notify, notifyError } = useNotifications();
  const accounts = useQuery(accountsQuery);
  const lastRuns = useLastRuns(accounts.data?.items.map(({ id }) => id) ?? []);
  const write = usePermission("accounts_write");
  const scan = usePermission("inventory_scan");
  const [removing, setRemoving] = useState<Account | null>(null);
  const [testing, setTesting] = useState<Account | null>(null);
  const [discovering, setDiscovering] = useState<string[] | null>(null);

  const refresh = () => queryClient.invalidateQueries({ queryKey: accountsQuery.queryKey });
  const enable = useMutation({
    mutationFn: ({ account, enabled }: { account: Account; enabled: boolean }) =>
      updateAccount(account.id, { enabled }),
    onSuccess: (account) => {
      notify("success", `${account.name} is ${account.enabled ? "enabled" : "disabled"}`);
      void refresh();
    },
    onError: (error) => notifyError("The account was not changed", error),
  });

  const act = (account: Account, action: string) => {
    if (action === "edit") void navigate(`/accounts/${account.id}`);
    if (action === "discover") setDiscovering([account.id]);
    if (action === "test") setTesting(account);
    if (action === "enable") enable.mutate({ account, enabled: true });
    if (action === "disable") enable.mutate({ account, enabled: false });
    if (action === "remove") setRemoving(account);
  };

  if (accounts.isError) return <Failure error={accounts.error} onRetry={() => void accounts.refetch()} />;
  return (
    <>
      <StackedTable
        beside={["actions"]}
        header={
          <Header
            variant="h1"
            counter={accounts.data ? `(${accounts.data.items.length})` : ""}
            description="AWS accounts in which Certwright may look, and how it gets credentials there."
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <PermittedButton needs="inventory_scan" onClick={() => setDiscovering([])}>
                  Discover
                </PermittedButton>
                <ButtonTo
                  href="/accounts/add"
                  variant="primary"
                  {...(!write.allowed && { disabled: true, disabledReason: write.reason })}
                >
                  Add account
                </ButtonTo>
              </SpaceBetween>
            }
          >
            Accounts
          </Header>
        }
        ariaLabels={{ tableLabel: "Accounts" }}
        items={accounts.data?.items ?? []}
        trackBy="id"
        loading={accounts.isPending}
        loadingText="Loading accounts"
        wrapLines
        columnDefinitions={[
          {
            id: "name",
            header: "Name",
            cell: (account) => <LinkTo href={`/accounts/${account.id}`}>{account.name}</LinkTo>,
            isRowHeader: true,
            minWidth: 120,
          },
          {
            id: "account_id",
            header: "AWS account",
            cell: ({ account_id }) => account_id ?? "–",
            minWidth: 130,
          },
          {
            id: "state",
            header: "State",
            cell: (account) => <AccountState account={account} lastRun={lastRuns.get(account.id)} />,
            minWidth: 200,
          },
          {
            id: "method",
            header: "Credentials",
            cell: ({ credential }) => credentialMethod(credential.method),
            minWidth: 120,
          },
          {
            id: "regions",
            header: "Regions",
            cell: ({ regions }) => (regions.length === 0 ? "All enabled" : regions.join(", ")),
            minWidth: 130,
          },
          {
            id: "certificates",
            header: "Certificates",
            cell: (account) => (
              <LinkTo
                href={`/certificates/aws?account=${encodeURIComponent(account.id)}`}
                ariaLabel={`${count(account.certificate_count, "certificate")} of ${account.name}`}
              >
                {number(account.certificate_count)}
              </LinkTo>
            ),
            minWidth: 100,
          },
          {
            id: "last",
            header: "Last discovery",
            cell: ({ last_discovery_at }) =>
              last_discovery_at === null ? "Never" : <Moment time={last_discovery_at} />,
            minWidth: 120,
          },
          {
            id: "actions",
            header: "Actions",
            cell: (account) => (
              <ButtonDropdown
                variant="inline-icon"
                expandToViewport
                ariaLabel={`Actions for ${account.name}`}
                items={[
                  {
                    id: "discover",
                    text: "Discover",
                    disabled: !scan.allowed || !account.enabled,
                    disabledReason: scan.allowed ? "The account is disabled." : scan.reason,
                  },
                  { id: "test", text: "Test", disabled: !write.allowed, disabledReason: write.reason },
                  { id: "edit", text: write.allowed ? "Edit" : "View" },
                  {
                    id: account.enabled ? "disable" : "enable",
                    text: account.enabled ? "Disable" : "Enable",
                    disabled: !write.allowed,
                    disabledReason: write.reason,
                  },
                  { id: "remove", text: "Remove", disabled: !write.allowed, disabledReason: write.reason },
                ]}
                onItemClick={({ detail }) => act(account, detail.id)}
              />
            ),
            minWidth: 80,
          },
        ]}
        empty={
          <Empty
            title="No AWS account yet"
            action={
              <ButtonTo
                href="/accounts/add"
                {...(!write.allowed && { disabled: true, disabledReason: write.reason })}
              >
                Add account
              </ButtonTo>
            }
          >
            Certwright looks only into accounts that you add.
          </Empty>
        }
      />
      {discovering && <DiscoverModal preselected={discovering} onClose={() => setDiscovering(null)} />}
      {testing && <TestModal account={testing} onClose={() => setTesting(null)} />}
      {removing && (
        <Confirm
          title={`Remove ${removing.name}?`}
          action="Remove"
          onClose={() => setRemoving(null)}
          onConfirm={async () => {
            await removeAccount(removing.id);
            notify("success", `${removing.name} was removed`);
            void refresh();
            void queryClient.invalidateQueries({ queryKey: certificatesKey });
          }}
        >
          <p>
            Certwright forgets this account, its stored credentials, and{" "}
            <b>{count(removing.certificate_count, "AWS certificate")}</b> with their history.
          </p>
          <p>Nothing changes in AWS: every certificate stays there and stays in use.</p>
        </Confirm>
      )}
    </>
  );
}
