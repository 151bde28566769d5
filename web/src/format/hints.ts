/** A command of the command line, as the server's hints name it. */
const command = String.raw`\`certwright [^\`]+\``;
/** In parentheses, after "with", after a colon. */
const beside = new RegExp(String.raw`(?: \(${command}\)|:? with ${command}|: ${command})`, "g");
const leading = new RegExp(String.raw`^${command}`);

/**
 * The server's hints are the same for pages and for the command line. On a page a command that only adds how it is
 * done there is left out, and a hint that is about nothing else says where it is meant for.
 */
export function onPage(hint: string): string {
  const said = hint.replace(beside, "");
  return leading.test(said) ? `on the command line, ${said}` : said;
}
