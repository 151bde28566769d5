import Badge from "@cloudscape-design/components/badge";

/** The first tags of a thing in a list, and how many there are beyond. */
export function TagBadges({ tags }: { tags: Record<string, string> }) {
  const all = Object.entries(tags);
  if (all.length === 0) return <>–</>;
  return (
    <span className="tags">
      {all.slice(0, 3).map(([key, value]) => (
        <Badge key={key}>{value === "" ? key : `${key}: ${value}`}</Badge>
      ))}
      {all.length > 3 && `+${all.length - 3}`}
    </span>
  );
}
