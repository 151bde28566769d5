import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";

import { explain } from "../format/faults.ts";

interface FailureProps {
  error: unknown;
  onRetry?: (() => void) | undefined;
  /** On a page of its own rather than inside one. */
  standalone?: boolean;
}

/** A failed read: what happened, what to do, and the id that finds it in the server's log. */
export function Failure({ error, onRetry, standalone = false }: FailureProps) {
  const { title, detail, hint, requestId } = explain(error);
  const alert = (
    <Alert type="error" header={title} action={onRetry && <Button onClick={onRetry}>Try again</Button>}>
      {detail} {hint}
      {requestId !== null && (
        <Box variant="small" display="block">
          Request {requestId}
        </Box>
      )}
    </Alert>
  );
  return standalone ? <main className="standalone">{alert}</main> : alert;
}
