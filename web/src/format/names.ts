/** The names of a certificate beside the one that stands first, whatever the case that one is written in. */
export function namesBeside(first: string, names: string[]): string[] {
  return names.filter((name) => name.toLowerCase() !== first.toLowerCase());
}

const isAddress = (name: string) => /^[\d.]+$/.test(name) || name.includes(":");

/** In the same order, addresses last: people know a host by its name. */
export function hostsFirst(names: string[]): string[] {
  return [...names.filter((name) => !isAddress(name)), ...names.filter(isAddress)];
}
