import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Navigate, useNavigate } from "react-router";

import { ApiError } from "../../api/client.ts";
import { sessionQuery, setupQuery, setUp } from "../../api/session.ts";
import { usePage } from "../../app/page.ts";
import { useMutation } from "../../components/mutation.ts";
import { NewPassword, newPasswordReady } from "../../components/new-password.tsx";
import { Standalone } from "../../components/standalone.tsx";
import { explain } from "../../format/faults.ts";

export default function SetupPage() {
  usePage("First run");
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const setup = useQuery(setupQuery);
  const [code, setCode] = useState("");
  const [name, setName] = useState("admin");
  const [password, setPassword] = useState({ value: "", repeated: "" });
  const [complain, setComplain] = useState(false);

  const create = useMutation({
    mutationFn: () => setUp(code.trim(), name.trim(), password.value),
    onSuccess: (session) => {
      queryClient.setQueryData(setupQuery.queryKey, { needed: false });
      queryClient.setQueryData(sessionQuery.queryKey, session);
      void navigate("/certificates/aws", { replace: true });
    },
  });

  if (setup.data?.needed === false && !create.isPending && !create.isSuccess) {
    return <Navigate to="/sign-in" replace />;
  }

  const problem = create.error instanceof ApiError ? create.error : null;
  const submit = () => {
    setComplain(true);
    if (code.trim() !== "" && name.trim() !== "" && newPasswordReady(password.value, password.repeated)) {
      create.mutate();
    }
  };

  return (
    <Standalone>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Form
          actions={
            <Button variant="primary" formAction="submit" loading={create.isPending}>
              Create administrator
            </Button>
          }
        >
          <Container header={<Header variant="h1">Welcome to Certwright</Header>}>
            <SpaceBetween size="l">
              <Alert type="info" header="Where is the set-up code?">
                It stands in the terminal in which the server was started, or in its log. It works once, and
                proves that whoever makes the first administrator can reach this machine.
              </Alert>
              {create.isError && (
                <Alert type="error">
                  {explain(create.error).detail} {explain(create.error).hint}
                </Alert>
              )}
              <FormField
                label="Set-up code"
                errorText={
                  complain && code.trim() === ""
                    ? "Enter the code from the terminal."
                    : problem?.field("code")
                }
              >
                <Input
                  value={code}
                  onChange={({ detail }) => setCode(detail.value)}
                  autoComplete={false}
                  spellcheck={false}
                  autoFocus
                />
              </FormField>
              <FormField
                label="User name"
                errorText={
                  complain && name.trim() === "" ? "Choose a name to sign in with." : problem?.field("name")
                }
              >
                <Input
                  value={name}
                  onChange={({ detail }) => setName(detail.value)}
                  autoComplete="username"
                />
              </FormField>
              <NewPassword
                value={password.value}
                repeated={password.repeated}
                userName={name}
                onChange={(change) => setPassword((old) => ({ ...old, ...change }))}
                complain={complain}
                serverProblem={problem?.field("password")}
              />
            </SpaceBetween>
          </Container>
        </Form>
      </form>
    </Standalone>
  );
}
