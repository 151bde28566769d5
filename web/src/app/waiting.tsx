import Box from "@cloudscape-design/components/box";
import Spinner from "@cloudscape-design/components/spinner";

/** Between two pages, and before the first. */
export function Waiting() {
  return (
    <Box textAlign="center" padding={{ vertical: "xxxl" }}>
      <Spinner size="large" />
      <Box variant="p" color="text-body-secondary">
        Loading…
      </Box>
    </Box>
  );
}
