import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tabs from "@cloudscape-design/components/tabs";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { policiesQuery } from "../../api/accounts.ts";
import { CodeBlock } from "../../components/code-block.tsx";
import { Failure } from "../../components/failure.tsx";
import { Skeleton } from "../../components/skeleton.tsx";

const json = (value: unknown) => JSON.stringify(value, null, 2);

/** The trust policy names whoever assumes the role; the suggested external ID gives way to the chosen one. */
function trustPolicy(policy: object, suggested: string, chosen: string): string {
  return chosen === "" ? json(policy) : json(policy).replaceAll(suggested, chosen);
}

export function Policies({ partition, externalId }: { partition: string; externalId: string }) {
  const [trusted, setTrusted] = useState("");
  const valid = /^arn:[\w-]+:(?:iam|sts)::\d{12}:.+$/.test(trusted.trim());
  const policies = useQuery(policiesQuery(partition, valid ? trusted.trim() : ""));
  return (
    <ExpandableSection
      variant="container"
      headerText="IAM policies to copy"
      headerDescription="The least that Certwright needs, and the trust policy of a role."
    >
      {policies.isError && <Failure error={policies.error} onRetry={() => void policies.refetch()} />}
      {policies.isPending && <Skeleton height="160px" />}
      {policies.data && (
        <Tabs
          ariaLabel="Policies"
          tabs={[
            {
              id: "discovery",
              label: "Discovery only",
              content: <CodeBlock text={json(policies.data.discovery_policy)} name="discovery policy" />,
            },
            {
              id: "full",
              label: "Everything",
              content: <CodeBlock text={json(policies.data.full_policy)} name="full policy" />,
            },
            {
              id: "trust",
              label: "Trust policy of the role",
              content: (
                <SpaceBetween size="m">
                  <FormField
                    label="Who assumes the role"
                    description="The ARN of the identity whose credentials Certwright uses; a successful test shows it."
                  >
                    <Input
                      value={trusted}
                      spellcheck={false}
                      placeholder="arn:aws:iam::123456789012:role/certwright-server"
                      onChange={({ detail }) => setTrusted(detail.value)}
                    />
                  </FormField>
                  <CodeBlock
                    text={trustPolicy(policies.data.trust_policy, policies.data.external_id, externalId)}
                    name="trust policy"
                  />
                </SpaceBetween>
              ),
            },
          ]}
        />
      )}
    </ExpandableSection>
  );
}
