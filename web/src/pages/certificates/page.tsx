import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";

import { groupNamesQuery } from "../../api/groups.ts";
import { repositoryQuery } from "../../api/repository.ts";
import { usePage } from "../../app/page.ts";
import { CursorPagination, usePaging } from "../../components/cursor-paging.tsx";
import { Failure } from "../../components/failure.tsx";
import { FilterBar } from "../../components/filter-bar.tsx";
import { complete, ListPreferences, preferencesOf } from "../../components/list-preferences.tsx";
import { useNarrow } from "../../components/narrow.ts";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { useStored } from "../../components/stored.ts";
import { count, number } from "../../format/dates.ts";
import { DeployButton } from "../deployments/deploy-button.tsx";
import { CreateButton } from "../making/create-button.tsx";
import { columns, initialDisplay, narrowColumns, narrowDisplay } from "./columns.tsx";
import { language } from "./filters.ts";
import { ImportModal } from "./import-modal.tsx";
import { NothingFound } from "./nothing-found.tsx";

export default function CertificatesPage() {
  usePage("Certificates");
  const [address, setAddress] = useSearchParams();
  const paging = usePaging();
  const narrow = useNarrow();
  const queryClient = useQueryClient();
  const [stored, setPreferences] = useStored("certwright.certificates", preferencesOf(initialDisplay));
  const [chosen, setSelected] = useState<string[]>([]);
  const [importing, setImporting] = useState(false);
  const preferences = complete(stored, columns);

  const filters = language.filtersOf(address);
  const sort = address.get("sort") ?? "not_after";
  const list = useQuery(
    repositoryQuery({ filters, sort, limit: preferences.pageSize, cursor: paging.cursor }),
  );

  const setFilters = (next: URLSearchParams) => setAddress(language.withFilters(address, next));
  const total = list.data?.total ?? null;
  const items = list.data?.items ?? [];
  const suggestions = async () =>
    (await queryClient.query(groupNamesQuery)).items.map(({ name }) => ({ value: name }));
  // What the filter or another page has taken out of sight is not acted on.
  const selected = chosen.filter((id) => items.some((item) => item.id === id));

  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description="Your own certificates, with their chains and, encrypted, their private keys."
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button
              iconName="refresh"
              ariaLabel="Refresh"
              loading={list.isFetching}
              onClick={() => void list.refetch()}
            />
            <DeployButton
              certificates={selected}
              {...(selected.length === 0 && {
                disabled: true,
                disabledReason: "Select certificates first.",
              })}
            />
            <CreateButton />
            <PermittedButton needs="repository_write" variant="primary" onClick={() => setImporting(true)}>
              Import
            </PermittedButton>
          </SpaceBetween>
        }
      >
        Certificates
      </Header>

      {list.isError ? (
        <Failure error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <Table
          // Cloudscape keeps the widths that it measured for columns of the same table.
          key={narrow ? "narrow" : "wide"}
          items={items}
          trackBy="id"
          selectionType="multi"
          selectedItems={items.filter(({ id }) => selected.includes(id))}
          onSelectionChange={({ detail }) => setSelected(detail.selectedItems.map(({ id }) => id))}
          columnDefinitions={narrow ? narrowColumns : columns}
          columnDisplay={narrow ? narrowDisplay : preferences.contentDisplay}
          loading={list.isPending}
          loadingText="Loading certificates"
          resizableColumns={!narrow}
          stickyHeader
          stickyColumns={{ first: narrow ? 0 : 1 }}
          wrapLines={preferences.wrapLines}
          stripedRows={preferences.stripedRows}
          sortingColumn={{ sortingField: sort.replace(/^-/, "") }}
          sortingDescending={sort.startsWith("-")}
          onSortingChange={({ detail }) => {
            const field = detail.sortingColumn.sortingField;
            if (field === undefined) return;
            const next = language.withFilters(address, filters);
            next.set("sort", detail.isDescending === true ? `-${field}` : field);
            setAddress(next);
          }}
          ariaLabels={{
            tableLabel: "Certificates",
            resizerRoleDescription: "Resize button",
            selectionGroupLabel: "Certificates to deploy",
            allItemsSelectionLabel: () => "Select all certificates",
            itemSelectionLabel: (_, { name }) => `Select ${name}`,
          }}
          header={
            <Header
              variant="h2"
              counter={total === null ? "" : `(${number(total)})`}
              {...(list.isPlaceholderData && { info: "Updating…" })}
            >
              In the repository
            </Header>
          }
          filter={
            <FilterBar
              language={language}
              filters={filters}
              onChange={setFilters}
              countText={total === null ? "" : count(total, "match", "matches")}
              name="Filter certificates"
              placeholder="Filter by name, domain, owner, tag, group, expiry…"
              suggestions={suggestions}
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
              always="name"
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
              onClear={() => setFilters(new URLSearchParams())}
              onImport={() => setImporting(true)}
            />
          }
        />
      )}
      {importing && <ImportModal onClose={() => setImporting(false)} />}
    </SpaceBetween>
  );
}
