import Icon from "@cloudscape-design/components/icon";

interface HeldKeyProps {
  held: boolean;
  inSentence?: boolean;
}

/** Whether the repository holds the private key, as icon and words. */
export function HeldKey({ held, inSentence = false }: HeldKeyProps) {
  const words = held ? "Held" : "Not held";
  return (
    <span className="nowrap">
      <Icon name={held ? "key" : "close"} variant={held ? "success" : "subtle"} size="small" />{" "}
      {inSentence ? words.toLowerCase() : words}
    </span>
  );
}
