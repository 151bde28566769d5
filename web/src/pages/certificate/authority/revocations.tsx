import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";

import { revocationListFile, revocationListQuery } from "../../../api/making.ts";
import { type Certificate } from "../../../api/types.ts";
import { Failure } from "../../../components/failure.tsx";
import { Moment } from "../../../components/moment.tsx";
import { useMutation } from "../../../components/mutation.ts";
import { Skeleton } from "../../../components/skeleton.tsx";
import { number } from "../../../format/dates.ts";
import { download } from "../download.ts";
import { readRevocationList } from "./revocation-list.ts";

/** The list of what is revoked, to be published where clients look. */
export function Revocations({ authority: { id } }: { authority: Certificate }) {
  const list = useQuery({ ...revocationListQuery(id), select: readRevocationList });
  const fetchFile = useMutation({
    mutationFn: (format: "pem" | "der") => revocationListFile(id, format),
    onSuccess: download,
  });
  const error = list.error ?? fetchFile.error;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Holds for a week. The next is made when something is revoked, and when one that is a day old is asked for."
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                iconName="download"
                disabled={!list.isSuccess}
                ariaLabel="Download revocation list as DER"
                onClick={() => fetchFile.mutate("der")}
              >
                DER
              </Button>
              <Button
                iconName="download"
                disabled={!list.isSuccess}
                ariaLabel="Download revocation list as PEM"
                onClick={() => fetchFile.mutate("pem")}
              >
                PEM
              </Button>
            </SpaceBetween>
          }
        >
          Revocation list (CRL)
        </Header>
      }
    >
      {error !== null && <Failure error={error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height="60px" />}
      {list.data && (
        <KeyValuePairs
          columns={4}
          items={[
            { label: "Number", value: list.data.number ?? "–" },
            { label: "Made", value: <Moment time={list.data.thisUpdate} exact /> },
            { label: "Next by", value: <Moment time={list.data.nextUpdate} exact /> },
            { label: "Revoked", value: number(list.data.revoked) },
          ]}
        />
      )}
    </Container>
  );
}
