export interface Strength {
  /** 0 to 4. */
  score: number;
  words: string;
}

export const shortestPassword = 12;

const verdicts = ["Too short", "Weak: easy to guess", "Fair: longer is better", "Good", "Strong"];

/** A rough estimate: length counts most, then variety; repetition and runs count against. */
export function passwordStrength(password: string, userName = ""): Strength {
  const verdict = (score: number): Strength => ({ score, words: verdicts[score] ?? "" });
  if (password.length < shortestPassword) {
    const missing = shortestPassword - password.length;
    return { score: 0, words: `Too short: ${missing} more ${missing === 1 ? "character" : "characters"}` };
  }
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  const distinct = new Set(password.toLowerCase()).size;
  const guessable =
    distinct < 6 ||
    /(?:password|certwright|qwerty|12345|abcdef|letmein)/i.test(password) ||
    (userName.length > 2 && password.toLowerCase().includes(userName.toLowerCase()));
  if (guessable) return verdict(1);
  const bits = distinct * 2 + password.length * 2 + kinds * 4;
  if (bits < 52) return verdict(2);
  return verdict(bits < 68 ? 3 : 4);
}
