// What programs asked for since the start, or since somebody began to count anew.
import { ask } from "./api.js";
import { el, empty, pill, show, tableOf } from "./dom.js";

const most = 300;
let parts;
let refresh;
let search = "";

const keyOf = (row) => [row.account, row.region, row.service, row.operation].join(" ");

function rowOf(row) {
  return el("tr", {},
    el("td", { class: "wide" }, el("strong", {}, row.operation), el("p", { class: "small soft" }, row.service)),
    el("td", { class: "number", "data-label": "Calls" }, row.calls.toLocaleString("en")),
    el("td", { class: "number", "data-label": "Throttled" }, row.throttled ? pill(row.throttled.toLocaleString("en"), "wait") : "0"),
    el("td", { class: "wide" }, el("span", { class: "mono" }, row.account), el("p", { class: "small soft" }, row.region)));
}

function build(main) {
  const number = (head) => ({ head, kind: "number" });
  const table = tableOf(["Operation", number("Calls"), number("Throttled"), "Account and region"]);
  const count = el("span", { class: "soft", role: "status" });
  const none = el("div", {});
  main.replaceChildren(
    el("div", { class: "tools" },
      el("input", { type: "search", placeholder: "Search operations, accounts and regions", "aria-label": "Search", value: search,
        oninput: (event) => { search = event.target.value; refresh(); } }),
      el("div", { class: "end" }, count,
        el("button", { type: "button", onclick: async () => { await ask("calls", "DELETE"); await refresh(); } }, "Count anew"))),
    table.table, none);
  return { table, count, none };
}

export const calls = {
  open(main, again) {
    refresh = again;
    parts = build(main);
  },
  async show() {
    const all = await ask("calls");
    const wanted = all.filter((row) => keyOf(row).toLowerCase().includes(search.trim().toLowerCase()))
      .sort((left, right) => right.calls - left.calls || keyOf(left).localeCompare(keyOf(right)));
    const sum = (member) => wanted.reduce((before, row) => before + row[member], 0);
    const asked = sum("calls") === 1 ? "1 call" : `${sum("calls").toLocaleString("en")} calls`;
    show(parts.table.body, wanted.slice(0, most), keyOf, rowOf);
    const shown = wanted.length > most ? ` · the ${most} most frequent of ${wanted.length.toLocaleString("en")} rows` : "";
    parts.count.textContent = all.length ? `${asked}, ${sum("throttled").toLocaleString("en")} throttled${shown}` : "";
    parts.table.table.hidden = wanted.length === 0;
    parts.none.replaceChildren(...(wanted.length ? [] : [all.length
      ? empty("No call is like that.") : empty("No calls yet.", "Calls with a right signature are counted, throttled ones too.")]));
  },
};
