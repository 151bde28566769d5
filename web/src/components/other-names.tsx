import Box from "@cloudscape-design/components/box";

/** "+3" beside a certificate's first name; the others on hovering. */
export function OtherNames({ names }: { names: string[] }) {
  if (names.length === 0) return null;
  return (
    <Box variant="span" color="text-body-secondary" fontSize="body-s">
      {" "}
      <span title={names.join("\n")}>+{names.length}</span>
    </Box>
  );
}
