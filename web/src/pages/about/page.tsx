import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";

import { apiUrl } from "../../api/client.ts";
import { aboutQuery } from "../../api/operations.ts";
import { type About } from "../../api/types.ts";
import { usePage } from "../../app/page.ts";
import { Copyable } from "../../components/copyable.tsx";
import { Failure } from "../../components/failure.tsx";
import { Moment } from "../../components/moment.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { duration } from "../../format/dates.ts";

const databases: Record<About["database"], string> = {
  sqlite: "SQLite (embedded)",
  postgresql: "PostgreSQL",
};

export default function AboutPage() {
  usePage("About");
  const about = useQuery(aboutQuery);
  if (about.isError) return <Failure error={about.error} onRetry={() => void about.refetch()} />;
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description="The whole life of TLS certificates in AWS Certificate Manager.">
        About Certwright
      </Header>
      {about.data?.sandbox != null && (
        <Alert type="info" header="This server runs with the AWS sandbox">
          The accounts and certificates in it are made up. Nothing here reaches the real AWS.{" "}
          <Link href={about.data.sandbox} external>
            The sandbox&apos;s page
          </Link>{" "}
          shows its mails, DNS zones and clock.
        </Alert>
      )}
      <Container header={<Header variant="h2">This server</Header>}>
        {about.data === undefined ? (
          <Skeleton height="80px" />
        ) : (
          <KeyValuePairs
            columns={3}
            items={[
              { label: "Version", value: about.data.version },
              { label: "Commit", value: <Copyable text={about.data.commit} name="commit" /> },
              { label: "Database", value: databases[about.data.database] },
              { label: "Schema version", value: String(about.data.schema_version) },
              { label: "Started", value: <Moment time={about.data.started_at} exact /> },
              { label: "Up for", value: duration(about.data.uptime_seconds) },
            ]}
          />
        )}
      </Container>
      <Container header={<Header variant="h2">For programs</Header>}>
        <SpaceBetween size="xs">
          <Link href={apiUrl("/openapi.json")} external>
            OpenAPI document
          </Link>
          <Link href="/metrics" external>
            Prometheus metrics
          </Link>
          <Link href="/readyz" external>
            Readiness
          </Link>
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}
