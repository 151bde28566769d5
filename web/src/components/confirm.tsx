import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode } from "react";

import { explain } from "../format/faults.ts";
import { useMutation } from "./mutation.ts";

interface ConfirmProps {
  title: string;
  /** What will happen, and what will not. */
  children: ReactNode;
  action: string;
  /** Why it cannot be done yet, if it cannot. */
  obstacle?: string | null;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function Confirm({ title, children, action, obstacle = null, onConfirm, onClose }: ConfirmProps) {
  const run = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  return (
    <Modal
      visible
      header={title}
      onDismiss={onClose}
      closeAriaLabel="Close"
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Keep
            </Button>
            <Button
              variant="primary"
              loading={run.isPending}
              {...(obstacle !== null && { disabled: true, disabledReason: obstacle })}
              onClick={() => run.mutate()}
            >
              {action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {run.isError && (
          <Alert type="error">
            {explain(run.error).detail} {explain(run.error).hint}
          </Alert>
        )}
        {children}
      </SpaceBetween>
    </Modal>
  );
}
