import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";

import { type AwsCertificateDetail, type Sync } from "../../api/types.ts";
import { Copyable } from "../../components/copyable.tsx";
import { DaysLeft } from "../../components/days-left.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { State } from "../../components/state.tsx";
import { count, date } from "../../format/dates.ts";
import {
  renewalEligibility,
  renewalStatus,
  seenStatus,
  serviceLabel,
  syncWords,
} from "../../format/states.ts";
import { ownCertificatePath } from "../certificates/columns.tsx";

const managed = (sync: Sync) => [
  { label: "Sync", value: <State words={syncWords(sync)} /> },
  {
    label: "In the repository",
    value: <LinkTo href={ownCertificatePath(sync.certificate.id)}>{sync.certificate.name}</LinkTo>,
  },
];

export function KeyFacts({ certificate: c }: { certificate: AwsCertificateDetail }) {
  return (
    <Container>
      <KeyValuePairs
        columns={4}
        items={[
          { label: "Status", value: <State words={seenStatus(c)} /> },
          { label: "Type", value: `${c.type_label} (${serviceLabel(c.service)})` },
          {
            label: "Expires",
            value: (
              <>
                <span className="nowrap">{date(c.not_after)}</span>{" "}
                <span className="nowrap">{c.not_after !== null && <DaysLeft days={c.days_left} />}</span>
              </>
            ),
          },
          {
            label: "Renewal by AWS",
            value: (
              <State
                words={
                  c.renewal ? renewalStatus(c.renewal.status) : renewalEligibility(c.renewal_eligibility)
                }
              />
            ),
          },
          {
            label: "Account",
            value: (
              <>
                <LinkTo href={`/accounts/${encodeURIComponent(c.account.id)}`}>{c.account.name}</LinkTo> (
                {c.account_id})
              </>
            ),
          },
          { label: "Region", value: c.region },
          {
            label: "In use",
            value: c.in_use === null ? "–" : c.in_use ? `Yes, by ${c.in_use_by.length}` : "No",
          },
          {
            label: "Same certificate elsewhere",
            value: c.same_certificate.length === 0 ? "No" : count(c.same_certificate.length, "other ARN"),
          },
          ...(c.sync ? managed(c.sync) : []),
        ]}
      />
      <Box padding={{ top: "m" }}>
        <Box variant="awsui-key-label">ARN</Box>
        <Copyable text={c.arn} name="ARN" />
      </Box>
    </Container>
  );
}
