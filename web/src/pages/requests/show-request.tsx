import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { requestFile } from "../../api/making.ts";
import { type CertificateRequest } from "../../api/types.ts";
import { CodeBlock } from "../../components/code-block.tsx";
import { Failure } from "../../components/failure.tsx";
import { useMutation } from "../../components/mutation.ts";
import { download } from "../certificate/download.ts";

interface ShowRequestProps {
  request: CertificateRequest;
  onClose: () => void;
}

/** The request as an authority wants it: public data only. */
export function ShowRequest({ request: { id, name, pem }, onClose }: ShowRequestProps) {
  const fetchFile = useMutation({
    mutationFn: (format: "pem" | "der") => requestFile(id, format),
    onSuccess: download,
  });
  return (
    <Modal
      visible
      size="large"
      header={`Request for ${name}`}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {fetchFile.isError && <Failure error={fetchFile.error} />}
        <Box>
          Send it to the authority. When you import the certificate that comes back, it finds its key by
          itself.
        </Box>
        <CodeBlock
          text={pem}
          name="CSR"
          actions={
            <>
              <Button iconName="download" onClick={() => fetchFile.mutate("pem")}>
                Download PEM
              </Button>{" "}
              <Button iconName="download" onClick={() => fetchFile.mutate("der")}>
                Download DER
              </Button>
            </>
          }
        />
      </SpaceBetween>
    </Modal>
  );
}
