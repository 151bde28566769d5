import { queryOptions } from "@tanstack/react-query";

import { get, idempotencyKey, post, request } from "./client.ts";
import { type NewToken, type Page, type Role, type Token, type User } from "./types.ts";

export const usersQuery = queryOptions({
  queryKey: ["users"],
  queryFn: ({ signal }) => get<Page<User>>("/users", { limit: 200 }, signal),
});
export const createUser = (user: { name: string; password: string; role: Role }) =>
  post<User>("/users", user);
export const updateUser = (id: string, change: { role?: Role; disabled?: boolean; password?: string }) =>
  request<User>("PATCH", `/users/${encodeURIComponent(id)}`, { body: change });

export const tokensQuery = queryOptions({
  queryKey: ["tokens"],
  queryFn: ({ signal }) => get<Page<Token>>("/tokens", { limit: 200 }, signal),
});
export const createToken = (name: string, expires_in_days: number | null) =>
  post<NewToken>("/tokens", { name, expires_in_days }, idempotencyKey());
export const revokeToken = (id: string) => request<undefined>("DELETE", `/tokens/${encodeURIComponent(id)}`);
