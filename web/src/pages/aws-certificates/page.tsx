import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";

import { accountsQuery } from "../../api/accounts.ts";
import { certificatesQuery, exportUrl, summaryQuery } from "../../api/certificates.ts";
import { runsQuery } from "../../api/discovery.ts";
import { usePage } from "../../app/page.ts";
import { ButtonTo } from "../../components/button-to.tsx";
import { CursorPagination, usePaging } from "../../components/cursor-paging.tsx";
import { DiscoverModal } from "../../components/discover-modal.tsx";
import { Failure } from "../../components/failure.tsx";
import { complete, ListPreferences, preferencesOf } from "../../components/list-preferences.tsx";
import { useNarrow } from "../../components/narrow.ts";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { useStored } from "../../components/stored.ts";
import { count, number } from "../../format/dates.ts";
import { columns, initialDisplay, narrowColumns, narrowDisplay } from "./columns.tsx";
import { CertificateFilterBar } from "./filter-bar.tsx";
import { language, withoutTileFilters, withTileFilter } from "./filters.ts";
import { NothingFound } from "./nothing-found.tsx";
import { Tiles } from "./tiles.tsx";

export default function AwsCertificatesPage() {
  usePage("AWS certificates");
  const [address, setAddress] = useSearchParams();
  const paging = usePaging();
  const narrow = useNarrow();
  const [stored, setPreferences] = useStored("certwright.aws-certificates", preferencesOf(initialDisplay));
  const [discovering, setDiscovering] = useState(false);
  const preferences = complete(stored, columns);

  const filters = language.filtersOf(address);
  const sort = address.get("sort") ?? "not_after";
  const descending = sort.startsWith("-");
  const sortingField = sort.replace(/^-/, "");

  const running = useQuery(runsQuery(1, null)).data?.items.find((run) => run.state === "running");
  // A discovery stores row by row: the list grows while it runs.
  const refetchInterval = running === undefined ? false : 3_000;
  const list = useQuery({
    ...certificatesQuery({ filters, sort, limit: preferences.pageSize, cursor: paging.cursor }),
    refetchInterval,
  });
  const summary = useQuery({ ...summaryQuery(withoutTileFilters(filters)), refetchInterval });
  const accounts = useQuery(accountsQuery);

  const setFilters = (next: URLSearchParams) => setAddress(language.withFilters(address, next));
  const refresh = () => {
    void list.refetch();
    void summary.refetch();
  };
  const total = list.data?.total ?? null;
  const items = list.data?.items ?? [];

  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description="Every certificate of AWS Certificate Manager and IAM, in all accounts and regions."
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button iconName="refresh" ariaLabel="Refresh" loading={list.isFetching} onClick={refresh} />
            <ButtonDropdown
              items={(["csv", "json"] as const).map((format) => ({
                id: format,
                text: `${format.toUpperCase()} file`,
                href: exportUrl(filters, sort, format),
                download: true,
              }))}
              disabled={items.length === 0}
              ariaLabel="Export the certificates that match the filter"
            >
              Export
            </ButtonDropdown>
            <PermittedButton needs="inventory_scan" variant="primary" onClick={() => setDiscovering(true)}>
              Discover
            </PermittedButton>
          </SpaceBetween>
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
        onSelect={(tile) => setFilters(withTileFilter(filters, tile))}
      />

      {list.isError ? (
        <Failure error={list.error} onRetry={refresh} />
      ) : (
        <Table
          // Cloudscape keeps the widths that it measured for columns of the same table.
          key={narrow ? "narrow" : "wide"}
          items={items}
          trackBy="id"
          columnDefinitions={narrow ? narrowColumns : columns}
          columnDisplay={narrow ? narrowDisplay : preferences.contentDisplay}
          loading={list.isPending}
          loadingText="Loading certificates"
          resizableColumns={!narrow}
          stickyHeader
          stickyColumns={{ first: narrow ? 0 : 1 }}
          wrapLines={preferences.wrapLines}
          stripedRows={preferences.stripedRows}
          sortingColumn={{ sortingField }}
          sortingDescending={descending}
          onSortingChange={({ detail }) => {
            const field = detail.sortingColumn.sortingField;
            if (field === undefined) return;
            const next = language.withFilters(address, filters);
            next.set("sort", detail.isDescending === true ? `-${field}` : field);
            setAddress(next);
          }}
          ariaLabels={{
            tableLabel: "AWS certificates",
            resizerRoleDescription: "Resize button",
          }}
          header={
            <Header
              variant="h2"
              counter={total === null ? "" : `(${number(total)})`}
              {...(list.isPlaceholderData && { info: "Updating…" })}
            >
              Certificates
            </Header>
          }
          filter={
            <CertificateFilterBar
              filters={filters}
              onChange={setFilters}
              countText={total === null ? "" : count(total, "match", "matches")}
            />
          }
          pagination={
            <CursorPagination
              paging={paging}
              pageSize={preferences.pageSize}
              shown={items.length}
              total={total}
              nextCursor={list.data?.next_cursor ?? null}
              disabled={list.isPlaceholderData}
            />
          }
          preferences={
            <ListPreferences
              columns={columns}
              always="domain_name"
              value={preferences}
              onChange={(next) => {
                setPreferences(next);
                if (next.pageSize !== preferences.pageSize) paging.first();
              }}
            />
          }
          empty={
            <NothingFound
              filtered={filters.size > 0}
              hasAccounts={(accounts.data?.items.length ?? 0) > 0}
              onClear={() => setFilters(new URLSearchParams())}
              onDiscover={() => setDiscovering(true)}
            />
          }
        />
      )}
      {discovering && <DiscoverModal onClose={() => setDiscovering(false)} />}
    </SpaceBetween>
  );
}
