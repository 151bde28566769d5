import Alert from "@cloudscape-design/components/alert";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { type CertificateVersion } from "../../api/types.ts";

/** What hinders somebody who wants to put this version on a server. */
export function Warnings({ version }: { version: CertificateVersion }) {
  const lacksChain = version.chain.length === 0 && !version.is_self_signed;
  if (version.has_private_key && !lacksChain) return null;
  return (
    <SpaceBetween size="s">
      {!version.has_private_key && (
        <Alert type="info" header="No private key is held">
          Without it a server cannot use the certificate. Import the key: it finds its certificate by itself.
        </Alert>
      )}
      {lacksChain && (
        <Alert type="info" header="The chain is missing">
          Clients trust a server only with the certificates of its issuers. Give them along when you import
          the next version.
        </Alert>
      )}
    </SpaceBetween>
  );
}
