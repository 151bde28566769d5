// The admin API, and the sandbox's time.

export async function ask(path, method = "GET", body = undefined) {
  const answer = await fetch(path, { method, body: body === undefined ? undefined : JSON.stringify(body) });
  const told = await answer.json();
  if (!answer.ok) throw new Error([told.error, told.hint].filter(Boolean).join(" – "));
  return told;
}

const clock = { shown: Date.now(), read: Date.now(), rate: 1 };

export function setClock(told) {
  Object.assign(clock, { shown: Date.parse(told.now), read: Date.now(), rate: told.rate });
}

/// Virtual, in milliseconds since 1970.
export function now() {
  return clock.shown + (Date.now() - clock.read) * clock.rate;
}

const full = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" });
const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

export const timeText = (time) => `${full.format(typeof time === "string" ? new Date(time) : time)} UTC`;
export const dayText = (time) => day.format(new Date(time));

/// "in 12 d", "3 h ago"
export function relative(time) {
  const span = Date.parse(time) - now();
  const size = Math.abs(span);
  for (const [unit, length] of [["d", 864e5], ["h", 36e5], ["min", 6e4], ["s", 1e3]]) {
    if (size < length * (unit === "d" ? 2 : 1) && unit !== "s") continue;
    const count = Math.floor(size / length);
    return span > 0 ? `in ${count} ${unit}` : `${count} ${unit} ago`;
  }
  return "now";
}
