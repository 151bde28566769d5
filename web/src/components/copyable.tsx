import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";

interface CopyableProps {
  text: string | null | undefined;
  /** What is copied, for the button's name: "Copy ARN". */
  name: string;
  /** On one line, of which the end is what tells it apart. */
  cut?: boolean;
}

/** A value that people paste elsewhere. */
export function Copyable({ text, name, cut = false }: CopyableProps) {
  if (!text) return <>–</>;
  return (
    <span className="copyable">
      <CopyToClipboard
        variant="icon"
        textToCopy={text}
        copyButtonAriaLabel={`Copy ${name}`}
        copySuccessText={`Copied ${name}`}
        copyErrorText={`Could not copy ${name}`}
      />
      {cut ? (
        <span className="mono cut" title={text}>
          <bdi>{text}</bdi>
        </span>
      ) : (
        <span className="mono">{text}</span>
      )}
    </span>
  );
}
