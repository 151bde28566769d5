import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Modal from "@cloudscape-design/components/modal";
import Multiselect, { type MultiselectProps } from "@cloudscape-design/components/multiselect";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";

import { accountsQuery } from "../api/accounts.ts";
import { valuesQuery } from "../api/certificates.ts";
import { runsKey, startRun } from "../api/discovery.ts";
import { explain } from "../format/faults.ts";
import { useMutation } from "./mutation.ts";
import { RegionsInput } from "./regions-input.tsx";

/** Starts a discovery run and leads to its page. */
export function DiscoverModal({
  preselected = [],
  onClose,
}: {
  preselected?: string[];
  onClose: () => void;
}) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const accounts = useQuery(accountsQuery);
  const known = useQuery(valuesQuery("region"));
  const [chosen, setChosen] = useState<string[]>(preselected);
  const [regions, setRegions] = useState<string[]>([]);
  const [full, setFull] = useState(false);

  const enabled = accounts.data?.items.filter((account) => account.enabled) ?? [];
  const options: MultiselectProps.Option[] = enabled.map(({ id, name, account_id }) => ({
    value: id,
    label: name,
    ...(account_id !== null && { description: account_id }),
  }));

  const start = useMutation({
    mutationFn: () =>
      startRun({
        ...(chosen.length > 0 && { accounts: chosen }),
        ...(regions.length > 0 && { regions }),
        ...(full && { full }),
      }),
    onSuccess: (run) => {
      void queryClient.invalidateQueries({ queryKey: runsKey });
      onClose();
      void navigate(`/discovery/${run.id}`);
    },
  });

  return (
    <Modal
      visible
      header="Discover certificates"
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button
              variant="primary"
              loading={start.isPending}
              disabled={enabled.length === 0}
              onClick={() => start.mutate()}
            >
              Start discovery
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="l">
        {start.isError && (
          <Alert type="error" header={explain(start.error).title}>
            {explain(start.error).detail} {explain(start.error).hint}
          </Alert>
        )}
        {accounts.isSuccess && enabled.length === 0 && (
          <Alert type="warning">No account is enabled. Add or enable an account first.</Alert>
        )}
        <FormField label="Accounts" description="Leave empty to look in every enabled account.">
          <Multiselect
            selectedOptions={options.filter(({ value }) => chosen.includes(value ?? ""))}
            onChange={({ detail }) => setChosen(detail.selectedOptions.flatMap(({ value }) => value ?? []))}
            options={options}
            statusType={accounts.isPending ? "loading" : "finished"}
            loadingText="Loading accounts"
            placeholder="All enabled accounts"
            filteringType="auto"
            empty="No enabled account"
            deselectAriaLabel={({ label }) => `Remove ${label ?? "account"}`}
          />
        </FormField>
        <FormField
          label="Regions"
          description="Leave empty to look in every region that the account has enabled."
        >
          <RegionsInput
            regions={regions}
            onChange={setRegions}
            placeholder="All enabled regions"
            suggestions={(known.data?.values ?? [])
              .map(({ value }) => value)
              .filter((r) => r !== "aws-global")}
          />
        </FormField>
        <Checkbox
          checked={full}
          onChange={({ detail }) => setFull(detail.checked)}
          description="Read every certificate's details again, also of those that look unchanged. Slower: ACM allows ten detail calls a second."
        >
          Full discovery
        </Checkbox>
        <Box color="text-body-secondary" fontSize="body-s">
          Discovery only reads. Nothing is changed in AWS.
        </Box>
      </SpaceBetween>
    </Modal>
  );
}
