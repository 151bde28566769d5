import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";

import { type SignedRequest, type SigningResult } from "../../../api/types.ts";
import { StackedTable } from "../../../components/stacked-table.tsx";
import { count, date } from "../../../format/dates.ts";
import { sentence } from "../../../format/faults.ts";
import { onPage } from "../../../format/hints.ts";
import { download } from "../download.ts";
import { findingsOf, leftOutOf } from "./signing.ts";

const asFile = (name: string, text: string) =>
  download({ name, content: new Blob([text], { type: "application/x-pem-file" }) });
/** Certificate and chain, as servers want it. */
const withChain = ({ pem, chain_pem }: SignedRequest) => pem + chain_pem;
const fileName = ({ names, subject, serial }: SignedRequest) =>
  `${(names[0] ?? (subject || serial)).replaceAll(/[^\w.-]+/g, "_")}.pem`;

interface SignedModalProps {
  result: SigningResult;
  onClose: () => void;
}

/** What became of each request. */
export function SignedModal({ result: { signed, flaws }, onClose }: SignedModalProps) {
  const title = signed.length === 0 ? "Nothing was signed" : flaws.length > 0 ? "Signed in part" : "Signed";
  return (
    <Modal
      visible
      size="large"
      header={title}
      closeAriaLabel="Close"
      // What was left out is shown here only: a click beside the dialog does not lose it.
      onDismiss={({ detail }) => {
        if (detail.reason !== "overlay") onClose();
      }}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            {signed.length > 1 && (
              <Button
                iconName="download"
                onClick={() => asFile("signed.pem", signed.map(({ pem }) => pem).join(""))}
              >
                Download all
              </Button>
            )}
            <Button variant="primary" onClick={onClose}>
              Done
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="l">
        {flaws.length > 0 && (
          <Alert type="warning" header={`${count(flaws.length, "request")} could not be signed`}>
            <ul className="flaws">
              {flaws.map(({ place, problem, hint }, index) => (
                <li key={index}>
                  <b>{place}</b>: {sentence(problem)} {sentence(onPage(hint))}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        <LeftOut signed={signed} />
        <Amiss signed={signed} />
        {signed.length > 0 && <SignedTable signed={signed} />}
      </SpaceBetween>
    </Modal>
  );
}

/** What requests asked for and their certificates do not have. */
function LeftOut({ signed }: { signed: SignedRequest[] }) {
  const all = leftOutOf(signed);
  if (all.length === 0) return null;
  return (
    <Alert type="warning" header="Signed without everything that was asked for">
      <ul className="flaws">
        {all.map(({ file, name, oid, why }) => (
          <li key={`${file} ${oid}`}>
            <b>{file}</b>: {name} ({oid}). {sentence(why)}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** What the page of such a certificate would show under Checks. */
function Amiss({ signed }: { signed: SignedRequest[] }) {
  const all = findingsOf(signed);
  if (all.length === 0) return null;
  return (
    <Alert type="warning" header="Signed, but not everybody will take it">
      <ul className="flaws">
        {all.map(({ file, id, message, hint }) => (
          <li key={`${file} ${id}`}>
            <b>{file}</b>: {sentence(message)} {sentence(onPage(hint))}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function SignedTable({ signed }: { signed: SignedRequest[] }) {
  return (
    <StackedTable
      variant="embedded"
      header={
        <Box variant="p">
          All can be downloaded again under Issued certificates; those whose request was made here are in the
          repository too.
        </Box>
      }
      ariaLabels={{ tableLabel: "Signed certificates" }}
      items={signed}
      trackBy="serial"
      wrapLines
      columnDefinitions={[
        { id: "file", header: "Request", cell: ({ file }) => file, isRowHeader: true },
        {
          id: "for",
          header: "Certificate for",
          cell: ({ names, subject }) => (names.length > 0 ? names.join(", ") : subject),
        },
        { id: "expires", header: "Expires", cell: ({ not_after }) => date(not_after) },
        { id: "kept", header: "In the repository", cell: ({ certificate }) => certificate ?? "No" },
        {
          id: "file-out",
          header: "File",
          cell: (one) => (
            <Button
              variant="inline-link"
              iconName="download"
              ariaLabel={`Download the certificate for ${one.file}, with its chain`}
              onClick={() => asFile(fileName(one), withChain(one))}
            >
              With chain
            </Button>
          ),
        },
      ]}
    />
  );
}
