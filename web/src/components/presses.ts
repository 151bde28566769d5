/** A double-click's second press comes within this time, in milliseconds. */
const pressAgain = 500;

/** Keeps a press that is repeated, before its first one is answered or right after that, from being carried out twice. */
export class Presses {
  readonly #underWay = new Set<string>();
  readonly #answered = new Map<string, number>();

  /** Whether this is a first press; the same one is refused until `end`. */
  begin(what: unknown, now = Date.now()): boolean {
    const key = keyOf(what);
    if (this.#underWay.has(key)) return false;
    const answered = this.#answered.get(key);
    if (answered !== undefined && now - answered < pressAgain) return false;
    this.#underWay.add(key);
    return true;
  }

  /** What failed may be tried again at once. */
  end(what: unknown, done: boolean, now = Date.now()): void {
    const key = keyOf(what);
    this.#underWay.delete(key);
    this.#answered.clear();
    if (done) this.#answered.set(key, now);
  }
}

const keyOf = (what: unknown): string => JSON.stringify({ what });
