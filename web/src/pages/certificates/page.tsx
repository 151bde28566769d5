import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { groupNamesQuery } from "../../api/groups.ts";
import { repositoryQuery } from "../../api/repository.ts";
import { usePage } from "../../app/page.ts";
import { FilterBar } from "../../components/filter-bar.tsx";
import { ListTable } from "../../components/list-table.tsx";
import { PageActions } from "../../components/page-actions.tsx";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { useList } from "../../components/use-list.ts";
import { count } from "../../format/dates.ts";
import { DeployButton } from "../deployments/deploy-button.tsx";
import { CreateButton } from "../making/create-button.tsx";
import { columns, initialDisplay, narrowColumns, narrowDisplay } from "./columns.tsx";
import { groupIn, language } from "./filters.ts";
import { GroupMenu } from "./group-menu.tsx";
import { ImportModal } from "./import-modal.tsx";
import { NothingFound } from "./nothing-found.tsx";

const listOptions = { storedAs: "certwright.certificates", language, columns, display: initialDisplay };

export default function CertificatesPage() {
  usePage("Certificates");
  const list = useList(listOptions);
  const { filters } = list.request;
  const queryClient = useQueryClient();
  const answer = useQuery(repositoryQuery(list.request));
  const [chosen, setChosen] = useState<string[]>([]);
  const [importing, setImporting] = useState(false);

  const total = answer.data?.total ?? null;
  // What the filter or another page has taken out of sight is not acted on.
  const selected = (answer.data?.items ?? []).filter(({ id }) => chosen.includes(id));
  const ids = selected.map(({ id }) => id);
  const nothing = ids.length === 0 && { disabled: true, disabledReason: "Select certificates first." };
  const suggestions = async () =>
    (await queryClient.query(groupNamesQuery)).items.map(({ name }) => ({ value: name }));

  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description="Your own certificates, with their chains and, encrypted, their private keys."
        actions={
          <PageActions query={answer}>
            <GroupMenu
              certificates={ids}
              filteredBy={groupIn(filters)}
              onDone={() => setChosen([])}
              {...nothing}
            />
            <DeployButton certificates={ids} {...nothing} />
            <CreateButton />
            <PermittedButton needs="repository_write" variant="primary" onClick={() => setImporting(true)}>
              Import
            </PermittedButton>
          </PageActions>
        }
      >
        Certificates
      </Header>
      <ListTable
        title="In the repository"
        list={list}
        answer={answer}
        onRetry={answer.refetch}
        columns={columns}
        narrowColumns={narrowColumns}
        narrowDisplay={narrowDisplay}
        naming="name"
        selectionType="multi"
        selectedItems={selected}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems.map(({ id }) => id))}
        ariaLabels={{
          tableLabel: "Certificates",
          selectionGroupLabel: "Certificates to deploy or to group",
          allItemsSelectionLabel: () => "Select all certificates",
          itemSelectionLabel: (_, { name }) => `Select ${name}`,
        }}
        filter={
          <FilterBar
            language={language}
            filters={filters}
            onChange={list.setFilters}
            countText={total === null ? "" : count(total, "match", "matches")}
            name="Filter certificates"
            placeholder="Filter by name, domain, owner, tag, group, expiry…"
            suggestions={suggestions}
          />
        }
        empty={
          <NothingFound
            filtered={filters.size > 0}
            onClear={() => list.setFilters(new URLSearchParams())}
            onImport={() => setImporting(true)}
          />
        }
      />
      {importing && <ImportModal onClose={() => setImporting(false)} />}
    </SpaceBetween>
  );
}
