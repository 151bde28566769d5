import Alert from "@cloudscape-design/components/alert";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { accountsQuery } from "../../api/accounts.ts";
import { certificatesQuery, exportUrl, summaryQuery } from "../../api/certificates.ts";
import { runsQuery } from "../../api/discovery.ts";
import { usePage } from "../../app/page.ts";
import { ButtonTo } from "../../components/button-to.tsx";
import { DiscoverModal } from "../../components/discover-modal.tsx";
import { ListTable } from "../../components/list-table.tsx";
import { PageActions } from "../../components/page-actions.tsx";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { useList } from "../../components/use-list.ts";
import { count, number } from "../../format/dates.ts";
import { columns, initialDisplay, narrowColumns, narrowDisplay } from "./columns.tsx";
import { CertificateFilterBar } from "./filter-bar.tsx";
import { language, withoutTileFilters, withTileFilter } from "./filters.ts";
import { NothingFound } from "./nothing-found.tsx";
import { Tiles } from "./tiles.tsx";

const listOptions = {
  storedAs: "certwright.aws-certificates",
  language,
  columns,
  display: initialDisplay,
};

export default function AwsCertificatesPage() {
  usePage("AWS certificates");
  const list = useList(listOptions);
  const { filters, sort } = list.request;
  const [discovering, setDiscovering] = useState(false);

  const running = useQuery(runsQuery(1, null)).data?.items.find((run) => run.state === "running");
  // A discovery stores row by row: the list grows while it runs.
  const refetchInterval = running === undefined ? false : 3_000;
  const answer = useQuery({ ...certificatesQuery(list.request), refetchInterval });
  const summary = useQuery({ ...summaryQuery(withoutTileFilters(filters)), refetchInterval });
  const accounts = useQuery(accountsQuery);
  const refresh = () => Promise.all([answer.refetch(), summary.refetch()]);
  const total = answer.data?.total ?? null;

  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description="Every certificate of AWS Certificate Manager and IAM, in all accounts and regions."
        actions={
          <PageActions query={{ isFetching: answer.isFetching, refetch: refresh }}>
            <ButtonDropdown
              items={(["csv", "json"] as const).map((format) => ({
                id: format,
                text: `${format.toUpperCase()} file`,
                href: exportUrl(filters, sort, format),
                download: true,
              }))}
              disabled={answer.data === undefined || answer.data.items.length === 0}
              ariaLabel="Export the certificates that match the filter"
            >
              Export
            </ButtonDropdown>
            <PermittedButton needs="inventory_scan" variant="primary" onClick={() => setDiscovering(true)}>
              Discover
            </PermittedButton>
          </PageActions>
        }
      >
        AWS certificates
      </Header>

      {running && (
        <Alert
          type="info"
          action={<ButtonTo href={`/discovery/${running.id}`}>Watch it run</ButtonTo>}
          header="Discovery is running"
        >
          {count(running.found, "certificate")} found so far, {number(running.scopes_done)} of{" "}
          {count(running.scopes_total, "listing")} done. This list grows while it runs.
        </Alert>
      )}

      <Tiles
        summary={summary.data}
        failed={summary.isError}
        filters={filters}
        onSelect={(tile) => list.setFilters(withTileFilter(filters, tile))}
      />

      <ListTable
        title="Certificates"
        list={list}
        answer={answer}
        onRetry={refresh}
        columns={columns}
        narrowColumns={narrowColumns}
        narrowDisplay={narrowDisplay}
        naming="domain_name"
        ariaLabels={{ tableLabel: "AWS certificates" }}
        filter={
          <CertificateFilterBar
            filters={filters}
            onChange={list.setFilters}
            countText={total === null ? "" : count(total, "match", "matches")}
          />
        }
        empty={
          <NothingFound
            filtered={filters.size > 0}
            hasAccounts={(accounts.data?.items.length ?? 0) > 0}
            onClear={() => list.setFilters(new URLSearchParams())}
            onDiscover={() => setDiscovering(true)}
          />
        }
      />
      {discovering && <DiscoverModal onClose={() => setDiscovering(false)} />}
    </SpaceBetween>
  );
}
