// The accounts and who may sign for them.
import { ask } from "./api.js";
import { el, empty, show, tableOf } from "./dom.js";

let parts;

function rowOf(account) {
  const keys = account.access_keys ?? [];
  return el("tr", {},
    el("td", { class: "wide" }, el("strong", { class: "mono" }, account.id),
      el("p", { class: "small soft" }, [account.name, account.email, account.partition].filter(Boolean).join(" · "))),
    el("td", { class: "number", "data-label": "Certificates" }, account.certificates),
    el("td", { class: "number", "data-label": "In IAM" }, account.server_certificates),
    el("td", { class: "number", "data-label": "Zones" }, account.zones),
    el("td", { class: "number", "data-label": "Roles" }, account.roles),
    el("td", { class: "wide" }, keys.map((key) => el("p", { class: "mono" }, key.id, " ", el("span", { class: "soft" }, key.principal)))));
}

export const accounts = {
  open(main) {
    const number = (head) => ({ head, kind: "number" });
    parts = tableOf(["Account", number("Certificates"), number("In IAM"), number("Zones"), number("Roles"), "Access keys"]);
    parts.none = empty("No accounts.", "A fixture names some, with the access keys of their users.");
    main.replaceChildren(parts.table, parts.none);
  },
  async show() {
    const all = await ask("accounts?limit=500");
    show(parts.body, all, (account) => account.id, rowOf);
    parts.table.hidden = all.length === 0;
    parts.none.hidden = all.length > 0;
  },
};
