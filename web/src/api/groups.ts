import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { get, post, request, send } from "./client.ts";
import { type Portion } from "./making.ts";
import { repositoryKey } from "./repository.ts";
import { type Group, type GroupChange, type NewGroup, type Page } from "./types.ts";

// Below the repository's key: what changes there may change who is in a group.
const [root] = repositoryKey;
const one = (id: string) => `/groups/${encodeURIComponent(id)}`;

export const groupsQuery = ({ limit, cursor }: Portion) =>
  queryOptions({
    queryKey: [root, "groups", limit, cursor],
    queryFn: ({ signal }) =>
      get<Page<Group>>("/groups", { limit, ...(cursor !== null && { cursor }) }, signal),
    placeholderData: keepPreviousData,
  });

/** To choose from, by name. */
export const groupNamesQuery = groupsQuery({ limit: 200, cursor: null });

/** Those that a certificate is in now. */
export const groupsOfQuery = (certificate: string) =>
  queryOptions({
    queryKey: [root, "groups-of", certificate],
    queryFn: ({ signal }) => get<Page<Group>>("/groups", { certificate, limit: 200 }, signal),
  });

export interface VersionedGroup {
  group: Group;
  /** Sent back with a change, so that two people never overwrite each other unseen. */
  etag: string | null;
}

const ifMatch = (etag: string | null) => ({ ...(etag !== null && { headers: { "If-Match": etag } }) });

export const groupQuery = (id: string) =>
  queryOptions({
    queryKey: [root, "group", id],
    queryFn: async ({ signal }): Promise<VersionedGroup> => {
      const response = await send("GET", one(id), { signal });
      return { group: (await response.json()) as Group, etag: response.headers.get("ETag") };
    },
  });

export const createGroup = (group: NewGroup, key: Record<string, string>) =>
  post<Group>("/groups", group, key);
export const changeGroup = ({ group, etag }: VersionedGroup, change: GroupChange) =>
  request<Group>("PATCH", one(group.id), { body: change, ...ifMatch(etag) });
export const removeGroup = ({ group, etag }: VersionedGroup) =>
  request<undefined>("DELETE", one(group.id), ifMatch(etag));
export const changeMembers = (id: string, change: { add?: string[]; remove?: string[] }) =>
  request<Group>("PATCH", `${one(id)}/members`, { body: change });
