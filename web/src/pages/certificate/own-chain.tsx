import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";

import { versionContentQuery } from "../../api/repository.ts";
import { type Certificate, type CertificateVersion } from "../../api/types.ts";
import { Copyable } from "../../components/copyable.tsx";
import { State } from "../../components/state.tsx";
import { type Words } from "../../format/states.ts";
import { CompleteChain } from "./complete-chain.tsx";

function completeness({ chain, reaches_root, is_self_signed }: CertificateVersion): Words {
  if (is_self_signed) return { type: "info", text: "Self-signed: its own root" };
  if (chain.length === 0) return { type: "warning", text: "Missing" };
  return reaches_root
    ? { type: "success", text: "Complete up to the root" }
    : { type: "success", text: "Without the root, which clients have themselves" };
}

/** Who is in the chain; the issuer is known at once, the others when they have been read. */
function useSubjects({ id, current, updated_at }: Certificate): (string | undefined)[] {
  const content = useQuery({
    ...versionContentQuery(id, current.number, updated_at),
    enabled: current.chain.length > 1,
  });
  return current.chain.map((_, index) =>
    index === 0 ? current.issuer : content.data?.chain[index]?.subject,
  );
}

/** The certificates that are kept with this one, from its issuer up. */
export function OwnChain({ certificate }: { certificate: Certificate }) {
  const version = certificate.current;
  const { chain, reaches_root, is_self_signed } = version;
  const subjects = useSubjects(certificate);
  const role = (index: number) =>
    reaches_root && index === chain.length - 1 ? "Root" : index === 0 ? "Issuer" : "Issuer of the one above";
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="What a server sends beside the certificate, its issuer first."
          actions={!reaches_root && !is_self_signed && <CompleteChain certificate={certificate} />}
        >
          Chain
        </Header>
      }
    >
      <SpaceBetween size="m">
        <State words={completeness(version)} />
        {chain.length > 0 && (
          <dl className="changes">
            {chain.map((fingerprint, index) => (
              <div key={fingerprint}>
                <dt>{role(index)}</dt>
                <dd>
                  {subjects[index]}
                  <Copyable text={fingerprint} name={`fingerprint ${index + 1} of the chain`} />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </SpaceBetween>
    </Container>
  );
}
