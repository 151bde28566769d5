/** The sign-in page, remembering where the user wanted to go. */
export function signInPath(target: string): string {
  return target === "/" ? "/sign-in" : `/sign-in?${new URLSearchParams({ next: target }).toString()}`;
}

/** Where to go after sign-in. Only paths of this site: anything else in the address is a phishing attempt. */
export function safeTarget(next: string | null): string {
  return next?.startsWith("/") === true && !/^\/[/\\]/.test(next) ? next : "/certificates/aws";
}
