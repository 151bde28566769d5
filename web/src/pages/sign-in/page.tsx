import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Navigate, useNavigate, useSearchParams } from "react-router";

import { ApiError } from "../../api/client.ts";
import { sessionEndedKey, sessionQuery, setupQuery, signIn } from "../../api/session.ts";
import { usePage } from "../../app/page.ts";
import { safeTarget } from "../../app/paths.ts";
import { useMutation } from "../../components/mutation.ts";
import { Standalone } from "../../components/standalone.tsx";
import { explain } from "../../format/faults.ts";

export default function SignInPage() {
  usePage("Sign in");
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const target = safeTarget(useSearchParams()[0].get("next"));
  const session = useQuery(sessionQuery);
  const setup = useQuery(setupQuery);
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [complain, setComplain] = useState(false);

  const enter = useMutation({
    mutationFn: () => signIn(name.trim(), password),
    onSuccess: (fresh) => {
      queryClient.removeQueries({ queryKey: sessionEndedKey });
      queryClient.setQueryData(sessionQuery.queryKey, fresh);
      void navigate(target, { replace: true });
    },
    onError: () => setPassword(""),
  });

  const ended = queryClient.getQueryData(sessionEndedKey) === true;

  if (setup.data?.needed === true) return <Navigate to="/setup" replace />;
  if (session.data) return <Navigate to={target} replace />;

  const wrong = enter.error instanceof ApiError && enter.error.status === 401;
  const submit = () => {
    setComplain(true);
    if (name.trim() !== "" && password !== "") enter.mutate();
  };

  return (
    <Standalone>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Container header={<Header variant="h1">Sign in</Header>}>
          <Form
            actions={
              <Button variant="primary" formAction="submit" loading={enter.isPending}>
                Sign in
              </Button>
            }
          >
            <SpaceBetween size="l">
              {enter.isIdle && ended && (
                <Alert type="info" header="Your session has ended">
                  Sign in again to go on where you were.
                </Alert>
              )}
              {enter.isError && (
                <Alert type="error" header={wrong ? "Name or password is wrong" : explain(enter.error).title}>
                  {wrong
                    ? "Check both and try again. An administrator can set a new password."
                    : `${explain(enter.error).detail} ${explain(enter.error).hint ?? ""}`}
                </Alert>
              )}
              <FormField
                label="User name"
                errorText={complain && name.trim() === "" && "Enter your user name."}
              >
                <Input
                  value={name}
                  onChange={({ detail }) => setName(detail.value)}
                  autoComplete="username"
                  autoFocus
                  spellcheck={false}
                />
              </FormField>
              <FormField
                label="Password"
                errorText={complain && password === "" && !enter.isError && "Enter your password."}
              >
                <Input
                  type="password"
                  value={password}
                  onChange={({ detail }) => setPassword(detail.value)}
                  autoComplete="current-password"
                />
              </FormField>
            </SpaceBetween>
          </Form>
        </Container>
      </form>
      <Box textAlign="center" color="text-body-secondary" padding={{ top: "l" }} fontSize="body-s">
        No user yet? On the server: certwright admin create-user
      </Box>
    </Standalone>
  );
}
