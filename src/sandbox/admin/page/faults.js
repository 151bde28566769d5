// The fault plan, how often its rules fired, and the log.
import { ask, timeText } from "./api.js";
import { el, empty, pill, show, tableOf } from "./dom.js";

const presets = [
  ["Throttle the next 10 calls", { fault: "throttled", times: 10 }],
  ["Reset the next call", { fault: "reset", times: 1 }],
  ["Lose the next reply", { fault: "lost_reply", times: 1 }],
  ["Cut every 5th answer", { fault: "truncated", every: 5 }],
  ["Slow down by 0.2 to 2 s", { fault: "latency", latency: ["200ms", "2s"] }],
  ["Every 3rd call a proxy's 502", { fault: "proxy_error", every: 3 }],
  ["500 for one call in ten", { fault: "server_error", probability: 0.1 }],
  ["Reads lag by 5 s", { fault: "stale", behind: "5s" }],
];

let parts;
let refresh;
let complain;

async function change(method, body) {
  try {
    await ask("faults", method, body);
    complain("");
  } catch (problem) {
    complain(problem.message);
  }
  await refresh();
}

function callsOf(rule) {
  const names = ["service", "operation", "account", "region", "access_key"].filter((name) => rule[name])
    .map((name) => `${name.replace("_", " ")} ${[rule[name]].flat().join(" or ")}`);
  return names.length ? names.join(", ") : "every call";
}

function momentsOf(rule) {
  const told = [];
  if (rule.nth) told.push(`call ${rule.nth.join(", ")}`);
  if (rule.every) told.push(`every ${rule.every}${{ 1: "st", 2: "nd", 3: "rd" }[rule.every] ?? "th"}`);
  if (rule.probability !== undefined) told.push(`${Math.round(rule.probability * 1000) / 10} %`);
  if (rule.lasts) told.push(`${rule.lasts} in a row`);
  if (rule.times) told.push(rule.times === 1 ? "once" : `${rule.times} times at most`);
  if (rule.from) told.push(`from ${rule.from}`);
  if (rule.until) told.push(`until ${rule.until}`);
  if (rule.from || rule.until) told.push(`(${rule.clock} time)`);
  return told.length ? told.join(", ") : "always";
}

function effectOf(rule) {
  const more = rule.latency ? ` ${[...new Set(rule.latency)].join(" to ")}` : rule.status ? ` ${rule.status}` : rule.behind ? ` ${rule.behind}` : "";
  return rule.fault.replaceAll("_", " ") + more;
}

function ruleOf({ rule, count }) {
  return el("tr", {},
    el("td", { class: "wide" }, pill(effectOf(rule), "bad"), el("p", { class: "small soft" }, rule.name)),
    el("td", { class: "wide" }, callsOf(rule), el("p", { class: "small soft" }, momentsOf(rule))),
    el("td", { class: "number", "data-label": "Seen" }, count.matched),
    el("td", { class: "number", "data-label": "Fired" }, count.fired));
}

function entryOf(entry) {
  return el("tr", {},
    el("td", {}, timeText(entry.time)),
    el("td", {}, pill(entry.fault.replaceAll("_", " ") + (entry.latency ? ` ${entry.latency}` : ""), "bad"),
      el("p", { class: "small soft" }, `${entry.rule}, call ${entry.call}`)),
    el("td", {}, entry.operation || "(unknown)", el("p", { class: "small soft" }, `${entry.service} · ${entry.account} · ${entry.region}`)),
    el("td", { class: "wide mono small" }, entry.request_id));
}

function build(main) {
  const rules = tableOf(["Fault", "Calls", { head: "Seen", kind: "number" }, { head: "Fired", kind: "number" }]);
  const log = tableOf(["Time", "Fault", "Call", "Request"]);
  const none = el("div", {}, empty("Nothing goes wrong.", "Choose a fault above, or write a plan below."));
  const quiet = el("p", { class: "soft" }, "Nothing has fired.");
  const text = el("textarea", { "aria-label": "Fault plan in JSON", spellcheck: "false" });
  const editor = el("details", { class: "card" }, el("summary", {}, "The plan as JSON"), text,
    el("div", { class: "tools" },
      el("button", { type: "button", class: "primary", onclick: () => {
        try {
          change("PUT", JSON.parse(text.value)).then(() => { delete text.dataset.touched; });
        } catch (problem) {
          complain(`This is no JSON: ${problem.message}`);
        }
      } }, "Put this plan"),
      el("button", { type: "button", onclick: () => { delete text.dataset.touched; refresh(); } }, "Back to what holds")));
  text.addEventListener("input", () => { text.dataset.touched = "yes"; });
  main.replaceChildren(
    el("div", { class: "tools" }, presets.map(([name, rule]) =>
      el("button", { type: "button", onclick: () => change("POST", { name, ...rule }) }, name)),
    el("div", { class: "end" }, el("button", { type: "button", class: "primary", onclick: () => change("DELETE") }, "End all faults"))),
    none, rules.table, editor, el("h2", {}, "What fired"), quiet, log.table);
  return { rules, log, none, quiet, text };
}

export const faults = {
  open(main, again, complaint) {
    [refresh, complain] = [again, complaint];
    parts = build(main);
  },
  async show() {
    const [told, log] = await Promise.all([ask("faults"), ask("faults/log?limit=100")]);
    const rows = told.plan.rules.map((rule, at) => ({ rule, count: told.counts[at] ?? { matched: 0, fired: 0 }, at }));
    show(parts.rules.body, rows, (row) => String(row.at), ruleOf);
    show(parts.log.body, log, (entry) => `${entry.request_id} ${entry.rule}`, entryOf);
    parts.none.hidden = rows.length > 0;
    parts.rules.table.hidden = rows.length === 0;
    parts.quiet.hidden = log.length > 0;
    parts.log.table.hidden = log.length === 0;
    if (!parts.text.dataset.touched) parts.text.value = JSON.stringify(told.plan, null, 2);
  },
};
