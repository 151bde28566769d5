const people: Record<string, string> = { system: "Certwright itself", anyone: "Not signed in" };

/**
 * Who did it, as people say it: "user:ada" is ada, "token:tok_…d3x9(ada)" is ada by one of her tokens,
 * "system:command line" somebody on the server itself.
 */
export function actorText(actor: string): string {
  const [, user] = /^user:(.+)$/s.exec(actor) ?? [];
  if (user !== undefined) return user;
  // The end of an id tells two tokens apart; its beginning is a time, alike for all of a day.
  const [, token, owner] = /^token:(\w+)\((.+)\)$/s.exec(actor) ?? [];
  if (token !== undefined && owner !== undefined) return `${owner} (token …${token.slice(-4)})`;
  const [, place] = /^system:(.+)$/s.exec(actor) ?? [];
  return place ?? people[actor] ?? actor;
}
