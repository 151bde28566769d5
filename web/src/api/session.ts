import { queryOptions } from "@tanstack/react-query";

import { ApiError, get, post, request, setCsrfToken } from "./client.ts";
import { type Session } from "./types.ts";

export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: ({ signal }) => get<{ needed: boolean }>("/setup", undefined, signal),
  staleTime: 60_000,
});

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return remember(await get<Session>("/session", undefined, signal));
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** True once the server has refused a session that was good before: the sign-in page then says why it shows. */
export const sessionEndedKey = ["session-ended"] as const;

function remember(session: Session): Session {
  setCsrfToken(session.csrf_token);
  return session;
}

export const signIn = async (name: string, password: string) =>
  remember(await post<Session>("/session", { name, password }));
export const setUp = async (code: string, name: string, password: string) =>
  remember(await post<Session>("/setup", { code, name, password }));
export async function signOut(): Promise<void> {
  await request("DELETE", "/session");
  setCsrfToken(null);
}
export const changePassword = (current_password: string, new_password: string) =>
  request<undefined>("PUT", "/me/password", { body: { current_password, new_password } });
