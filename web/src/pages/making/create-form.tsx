import Form from "@cloudscape-design/components/form";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode } from "react";

import { ButtonTo } from "../../components/button-to.tsx";
import { submitting } from "../../components/first-problem.ts";
import { PermittedButton } from "../../components/permitted-button.tsx";
import { explain } from "../../format/faults.ts";

interface CreateFormProps {
  /** What it does; the button says the same. */
  title: string;
  description: string;
  /** Where whoever cancels goes. */
  cancelTo: string;
  busy: boolean;
  /** Why the server refused, null if it did not. */
  error: unknown;
  onSubmit: () => void;
  children: ReactNode;
}

/** A page that makes something for the repository. */
export function CreateForm(props: CreateFormProps) {
  const { title, description, cancelTo, busy, error, onSubmit, children } = props;
  return (
    <form onSubmit={submitting(onSubmit)}>
      <Form
        header={
          <Header variant="h1" description={description}>
            {title}
          </Header>
        }
        errorText={error !== null && `${explain(error).detail} ${explain(error).hint ?? ""}`}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <ButtonTo variant="link" href={cancelTo} formAction="none">
              Cancel
            </ButtonTo>
            <PermittedButton needs="repository_write" variant="primary" formAction="submit" loading={busy}>
              {title}
            </PermittedButton>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">{children}</SpaceBetween>
      </Form>
    </form>
  );
}
