import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useQuery } from "@tanstack/react-query";

import { testAccount } from "../../api/accounts.ts";
import { type Account } from "../../api/types.ts";
import { Failure } from "../../components/failure.tsx";
import { TestResult } from "../account-form/test-result.tsx";

/** Asks AWS, with the stored credentials, who we are in the account and what we may do there. */
export function TestModal({ account, onClose }: { account: Account; onClose: () => void }) {
  const test = useQuery({
    queryKey: ["account-test", account.id],
    queryFn: () => testAccount(account.id),
    // Every opening is a new question to AWS, asked once.
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });
  return (
    <Modal
      visible
      size="large"
      header={`Test of ${account.name}`}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </Box>
      }
    >
      {test.isPending && <StatusIndicator type="loading">Asking AWS…</StatusIndicator>}
      {test.isError && <Failure error={test.error} onRetry={() => void test.refetch()} />}
      {test.data && <TestResult result={test.data} />}
    </Modal>
  );
}
