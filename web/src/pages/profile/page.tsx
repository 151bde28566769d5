import Header from "@cloudscape-design/components/header";
import Container from "@cloudscape-design/components/container";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { usePage } from "../../app/page.ts";
import { useSession } from "../../app/session.tsx";
import { Moment } from "../../components/moment.tsx";
import { humanize } from "../../format/states.ts";
import { PasswordForm } from "./password-form.tsx";
import { Tokens } from "./tokens.tsx";

const abilities: Record<string, string> = {
  inventory_read: "See certificates, runs and jobs",
  inventory_scan: "discover",
  accounts_write: "change accounts",
  repository_read: "see the repository",
  repository_write: "change the repository",
  deployments_write: "deploy certificates",
  keys_read: "take private keys out",
  jobs_write: "cancel and retry jobs",
  audit_read: "read the audit log",
  users_write: "change users",
};

export default function ProfilePage() {
  usePage("Profile");
  const { user, expires_at, permissions } = useSession();
  return (
    <SpaceBetween size="l">
      <Header variant="h1">Profile</Header>
      <Container header={<Header variant="h2">You</Header>}>
        <KeyValuePairs
          columns={4}
          items={[
            { label: "User name", value: user.name },
            { label: "Role", value: humanize(user.role) },
            { label: "May", value: permissions.flatMap((each) => abilities[each] ?? []).join(", ") },
            { label: "Session ends", value: <Moment time={expires_at} exact /> },
          ]}
        />
      </Container>
      <Tokens />
      <PasswordForm />
    </SpaceBetween>
  );
}
