import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type ReactNode } from "react";

interface CodeBlockProps {
  text: string;
  name: string;
  actions?: ReactNode;
}

/** Text to copy whole: a policy, a PEM block. */
export function CodeBlock({ text, name, actions }: CodeBlockProps) {
  return (
    <SpaceBetween size="xs">
      <SpaceBetween size="xs" direction="horizontal">
        <CopyToClipboard
          copyButtonText={`Copy ${name}`}
          textToCopy={text}
          copySuccessText={`Copied ${name}`}
          copyErrorText={`Could not copy ${name}`}
        />
        {actions}
      </SpaceBetween>
      <pre className="code-block" tabIndex={0} aria-label={name}>
        {text}
      </pre>
    </SpaceBetween>
  );
}
