import Container from "@cloudscape-design/components/container";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";

import { type Certificate } from "../../api/types.ts";
import { DaysLeft } from "../../components/days-left.tsx";
import { HeldKey } from "../../components/held-key.tsx";
import { Moment } from "../../components/moment.tsx";
import { OtherNames } from "../../components/other-names.tsx";
import { TagBadges } from "../../components/tag-badges.tsx";
import { date } from "../../format/dates.ts";
import { keyAlgorithm } from "../../format/states.ts";

export function KeyFacts({ certificate }: { certificate: Certificate }) {
  const { current, version_count, owner, tags, description } = certificate;
  const others = current.subject_alternative_names.filter((name) => name !== current.domain_name);
  return (
    <Container>
      <KeyValuePairs
        columns={4}
        items={[
          {
            label: "Domain",
            value: (
              <>
                {current.domain_name || "–"}
                <OtherNames names={others} />
              </>
            ),
          },
          {
            label: "Expires",
            value: (
              <>
                <span className="nowrap">{date(current.not_after)}</span>{" "}
                <span className="nowrap">
                  <DaysLeft days={current.days_left} />
                </span>
              </>
            ),
          },
          { label: "Private key", value: <HeldKey held={current.has_private_key} /> },
          { label: "Key algorithm", value: keyAlgorithm(current.key_algorithm) },
          {
            label: "Current version",
            value: version_count === 1 ? current.number : `${current.number} of ${version_count}`,
          },
          ...(certificate.auto_renew
            ? [
                {
                  label: "Automatic renewal",
                  value: <Moment time={certificate.renewal_due_at} exact />,
                },
              ]
            : []),
          { label: "Owner", value: owner || "–" },
          { label: "Tags", value: <TagBadges tags={tags} /> },
          { label: "Description", value: description || "–" },
        ]}
      />
    </Container>
  );
}
