// Route 53's hosted zones, as the name server answers them.
import { ask } from "./api.js";
import { el, empty, pill, show, tableOf } from "./dom.js";

const pageSize = 200;
let parts;
let refresh;
let offset = 0;
let chosen = "";

function zoneOf(zone) {
  return el("li", {}, el("a", { href: `#zones/${zone.id}` }, zone.name,
    el("span", { class: "soft small" }, zone.private ? "private" : zone.records)));
}

function recordOf(record) {
  return el("tr", {}, el("td", { class: "wide mono" }, record.name), el("td", {}, record.type),
    el("td", { class: "number", "data-label": "TTL" }, record.ttl),
    el("td", { class: "wide" }, record.values.map((value) => el("p", { class: "mono" }, value))));
}

function move(by) {
  offset = Math.max(0, offset + by);
  refresh();
}

function build(main) {
  const list = el("ul", { class: "zones" });
  const table = tableOf(["Name", "Type", { head: "TTL", kind: "number" }, "Values"]);
  const title = el("div", { class: "row" });
  const pages = el("div", { class: "tools" },
    el("button", { type: "button", onclick: () => move(-pageSize) }, "Back"),
    el("button", { type: "button", onclick: () => move(pageSize) }, "Next"));
  const columns = el("div", { class: "columns" }, el("nav", { class: "card", "aria-label": "Hosted zones" }, list),
    el("section", { class: "stack" }, title, table.table, pages));
  const none = el("div", {});
  main.replaceChildren(columns, none);
  return { list, table, title, pages, columns, none };
}

export const zones = {
  open(main, again) {
    refresh = again;
    parts = build(main);
  },
  async show(_main, _overview, id) {
    const all = await ask("zones?limit=500");
    parts.columns.hidden = all.length === 0;
    parts.none.replaceChildren(...(all.length ? [] : [empty("No hosted zones yet.", "aws route53 create-hosted-zone makes one; dig can ask for what is in it.")]));
    if (all.length === 0) return;
    const wanted = all.some((zone) => zone.id === id) ? id : all[0].id;
    if (wanted !== chosen) [chosen, offset] = [wanted, 0];
    show(parts.list, all, (zone) => zone.id, zoneOf);
    for (const item of parts.list.children) {
      const link = item.firstChild;
      item.dataset.key === wanted ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
    }
    const zone = await ask(`zones/${wanted}?offset=${offset}&limit=${pageSize}`);
    const signed = JSON.stringify({ ...zone, record_sets: null });
    if (parts.title.dataset.signed !== signed) {
      parts.title.dataset.signed = signed;
      parts.title.replaceChildren(el("h2", {}, zone.name, " "), zone.private ? pill("private, not served", "") : "",
        el("span", { class: "soft small" }, `${zone.account ? `${zone.id} · account ${zone.account}` : "own zone"} · ${zone.records} record sets${zone.comment ? ` · ${zone.comment}` : ""}`));
    }
    show(parts.table.body, zone.record_sets, (record) => `${record.name} ${record.type}`, recordOf);
    parts.pages.hidden = zone.records <= pageSize;
    parts.pages.firstChild.disabled = offset === 0;
    parts.pages.lastChild.disabled = offset + pageSize >= zone.records;
  },
};
