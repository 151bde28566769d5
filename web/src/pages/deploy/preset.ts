/** What the form that deploys is opened with. */
export interface Preset {
  certificates?: readonly string[] | undefined;
  group?: string | undefined;
  account?: string | undefined;
  regions?: readonly string[] | undefined;
}

export function deployPath({ certificates = [], group, account, regions = [] }: Preset): string {
  const query = new URLSearchParams([
    ...certificates.map((id) => ["certificate", id]),
    ...(group === undefined ? [] : [["group", group]]),
    ...(account === undefined ? [] : [["account", account]]),
    ...regions.map((region) => ["region", region]),
  ]);
  return query.size === 0 ? "/deployments/new" : `/deployments/new?${query.toString()}`;
}

export const presetOf = (address: URLSearchParams): Preset => ({
  certificates: [...new Set(address.getAll("certificate"))],
  ...(address.has("group") && { group: address.get("group") ?? undefined }),
  account: address.get("account") ?? undefined,
  regions: [...new Set(address.getAll("region"))],
});
