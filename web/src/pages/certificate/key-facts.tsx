import Container from "@cloudscape-design/components/container";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import { useQuery } from "@tanstack/react-query";

import { groupsOfQuery } from "../../api/groups.ts";
import { type Certificate } from "../../api/types.ts";
import { DaysLeft, Revoked } from "../../components/days-left.tsx";
import { HeldKey } from "../../components/held-key.tsx";
import { LinkTo } from "../../components/link-to.tsx";
import { Moment } from "../../components/moment.tsx";
import { OtherNames } from "../../components/other-names.tsx";
import { Skeleton } from "../../components/skeleton.tsx";
import { TagBadges } from "../../components/tag-badges.tsx";
import { date } from "../../format/dates.ts";
import { namesBeside } from "../../format/names.ts";
import { keyAlgorithm } from "../../format/states.ts";
import { groupPath } from "../groups/columns.tsx";

function Groups({ of }: { of: string }) {
  const { data, isPending } = useQuery(groupsOfQuery(of));
  if (isPending) return <Skeleton width="10ch" />;
  if (data === undefined || data.items.length === 0) return "–";
  return data.items.map(({ id, name }, index) => (
    <span key={id}>
      {index > 0 && ", "}
      <LinkTo href={groupPath(id)}>{name}</LinkTo>
    </span>
  ));
}

export function KeyFacts({ certificate }: { certificate: Certificate }) {
  const { current, version_count, owner, tags, description } = certificate;
  const others = namesBeside(current.domain_name, current.subject_alternative_names);
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
                  {current.is_revoked ? <Revoked /> : <DaysLeft days={current.days_left} />}
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
                  value:
                    certificate.renewal_due_at === null ? (
                      <>None: {certificate.renewal_obstacle?.message ?? "it was revoked"}</>
                    ) : (
                      <Moment time={certificate.renewal_due_at} exact />
                    ),
                },
              ]
            : []),
          { label: "Owner", value: owner || "–" },
          { label: "Groups", value: <Groups of={certificate.id} /> },
          { label: "Tags", value: <TagBadges tags={tags} /> },
          { label: "Description", value: description || "–" },
        ]}
      />
    </Container>
  );
}
