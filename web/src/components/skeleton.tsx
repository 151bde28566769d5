/** Stands where something is being loaded. */
export function Skeleton({ width = "100%", height = "1.2em" }: { width?: string; height?: string }) {
  return <span className="skeleton" style={{ inlineSize: width, blockSize: height }} />;
}
