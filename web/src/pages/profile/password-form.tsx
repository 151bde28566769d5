import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";

import { ApiError } from "../../api/client.ts";
import { changePassword } from "../../api/session.ts";
import { useNotifications } from "../../app/notifications.tsx";
import { useSession } from "../../app/session.tsx";
import { useMutation } from "../../components/mutation.ts";
import { NewPassword, newPasswordReady } from "../../components/new-password.tsx";
import { explain } from "../../format/faults.ts";

export function PasswordForm() {
  const { user } = useSession();
  const { notify } = useNotifications();
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState({ value: "", repeated: "" });
  const [complain, setComplain] = useState(false);

  const change = useMutation({
    mutationFn: () => changePassword(current, password.value),
    onSuccess: () => {
      notify("success", "Your password was changed", "Your other sessions have ended.");
      setCurrent("");
      setPassword({ value: "", repeated: "" });
      setComplain(false);
    },
  });
  const problem = change.error instanceof ApiError ? change.error : null;

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setComplain(true);
        if (current !== "" && newPasswordReady(password.value, password.repeated)) change.mutate();
      }}
    >
      <input type="text" name="username" autoComplete="username" value={user.name} readOnly hidden />
      <Container header={<Header variant="h2">Password</Header>}>
        <Form
          actions={
            <Button formAction="submit" loading={change.isPending}>
              Change password
            </Button>
          }
        >
          <SpaceBetween size="l">
            {change.isError && (
              <Alert type="error">
                {explain(change.error).detail} {explain(change.error).hint}
              </Alert>
            )}
            <FormField
              label="Current password"
              errorText={
                complain && current === ""
                  ? "Enter your current password."
                  : problem?.field("current_password")
              }
            >
              <Input
                type="password"
                autoComplete="current-password"
                value={current}
                onChange={({ detail }) => setCurrent(detail.value)}
              />
            </FormField>
            <NewPassword
              label="New password"
              value={password.value}
              repeated={password.repeated}
              userName={user.name}
              onChange={(part) => setPassword((old) => ({ ...old, ...part }))}
              complain={complain}
              serverProblem={problem?.field("new_password")}
            />
          </SpaceBetween>
        </Form>
      </Container>
    </form>
  );
}
