import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal, { type ModalProps } from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode, useId } from "react";

import { explain } from "../format/faults.ts";
import { submitting } from "./first-problem.ts";

interface FormModalProps {
  title: string;
  action: string;
  busy: boolean;
  error: unknown;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
  size?: ModalProps.Size;
}

/** A short form over the page. */
export function FormModal(props: FormModalProps) {
  const { title, action, busy, error, onSubmit, onClose, children, size = "medium" } = props;
  const id = useId();
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel="Close"
      size={size}
      // A click that misses the form does not throw away what was entered.
      onDismiss={({ detail }) => {
        if (detail.reason !== "overlay") onClose();
      }}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" formAction="submit" form={id} loading={busy}>
              {action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form id={id} onSubmit={submitting(onSubmit)}>
        <SpaceBetween size="l">
          {error !== null && error !== undefined && (
            <Alert type="error" header={explain(error).title}>
              {explain(error).detail} {explain(error).hint}
            </Alert>
          )}
          {children}
        </SpaceBetween>
      </form>
    </Modal>
  );
}
