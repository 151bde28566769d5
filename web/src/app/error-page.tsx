import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useRouteError } from "react-router";

import { explain } from "../format/faults.ts";

/** After an update the old page's files are gone from the server; loading the page anew brings the new ones. */
const outdated = /dynamically imported module|importing a module script|preload/i;

export function ErrorPage({ standalone = false }: { standalone?: boolean }) {
  const error = useRouteError();
  const { title, detail, hint } = explain(error);
  const stale = error instanceof Error && outdated.test(error.message);
  const content = (
    <Alert
      type={stale ? "info" : "error"}
      header={stale ? "Certwright was updated, or the server is not reachable" : title}
      action={<Button onClick={() => window.location.reload()}>Load the page again</Button>}
    >
      <SpaceBetween size="s">
        <div>
          {stale
            ? "This page could not be loaded. Loading it again usually helps."
            : `${detail} ${hint ?? ""} Nothing was changed on the server by this.`}
        </div>
        {!stale && error instanceof Error && (
          <ExpandableSection headerText="For a bug report">
            <Box variant="pre">{error.stack ?? error.message}</Box>
          </ExpandableSection>
        )}
      </SpaceBetween>
    </Alert>
  );
  return standalone ? <main className="standalone">{content}</main> : content;
}
