// The authorities of Private CA: their life, and what they signed.
import { ask, dayText, relative, timeText } from "./api.js";
import { copyButton, el, empty, facts, pemOf, pill, show, tableOf, words } from "./dom.js";
import { open, showDetail } from "./detail.js";

const kinds = { ACTIVE: "good", CREATING: "wait", PENDING_CERTIFICATE: "wait", DISABLED: "bad", EXPIRED: "bad" };
const statusPill = (status) => pill(words(status), kinds[status] ?? "");
const nameOf = (authority) => authority.common_name ?? authority.subject;
const longestList = 100;

let parts;

function rowOf(row) {
  return el("tr", {},
    el("td", {},
      el("button", { class: "plain", type: "button", onclick: () => open("authorities", row.arn) }, nameOf(row)),
      el("p", { class: "small soft" }, [words(row.type), row.usage_mode === "SHORT_LIVED_CERTIFICATE" ? "short-lived" : null, row.key_algorithm].filter(Boolean).join(" · "))),
    el("td", {}, statusPill(row.status)),
    el("td", { title: row.not_after ? timeText(row.not_after) : null },
      row.not_after ? [relative(row.not_after), el("p", { class: "small soft" }, dayText(row.not_after))] : el("span", { class: "soft" }, "–")),
    el("td", { class: "number", "data-label": "Issued" }, row.issued,
      row.revoked ? el("p", { class: "small soft" }, `${row.revoked} revoked`) : null),
    el("td", { class: "wide" }, el("span", { class: "mono" }, row.account), el("p", { class: "small soft" }, row.region)));
}

function issuedOf(issued) {
  const state = issued.failure ? pill("failed", "bad") : issued.revoked_at ? pill("revoked", "bad") : null;
  return el("tr", {},
    el("td", { class: "wide" }, issued.subject, " ", state,
      el("p", { class: "small soft mono" }, issued.failure ?? issued.serial),
      issued.revoked_at ? el("p", { class: "small soft" }, `${timeText(issued.revoked_at)}, ${words(issued.revocation_reason ?? "")}`) : null),
    el("td", {}, issued.not_after ? [relative(issued.not_after), el("p", { class: "small soft" }, dayText(issued.not_after))] : "–"),
    el("td", {}, issued.acm_arn ? el("a", { href: `#certificates/${encodeURIComponent(issued.acm_arn)}` }, "in ACM") : el("span", { class: "soft" }, "not in ACM")));
}

function issuedTable(told) {
  if (told.issued === 0) return el("p", { class: "soft" }, "It has signed nothing yet.");
  const table = tableOf(["Certificate", "Expires", "Asked for"]);
  table.body.append(...told.issued_certificates.map(issuedOf));
  const more = told.issued > told.issued_certificates.length ? `, the newest ${told.issued_certificates.length} of ${told.issued.toLocaleString("en")}` : "";
  return el("section", { class: "stack" }, el("h3", {}, `Signed${more}`), table.table);
}

function detailOf(told, close) {
  const at = (time) => (time ? `${timeText(time)} (${relative(time)})` : null);
  return el("div", {},
    el("div", { class: "row" }, el("h2", { id: "detail-title" }, nameOf(told), " "), statusPill(told.status),
      el("button", { type: "button", autofocus: true, onclick: close }, "Close")),
    facts([
      ["ARN", [el("code", {}, told.arn), copyButton(told.arn)]],
      ["Subject", told.subject],
      ["Type", `${words(told.type)}, ${words(told.usage_mode)}`],
      ["Key", `${told.key_algorithm}, ${told.signing_algorithm}`],
      ["Created", at(told.created_at)], ["Begins", at(told.not_before)], ["Expires", at(told.not_after)],
      ["Restorable until", at(told.restorable_until)],
      ["Serial", told.serial && el("code", {}, told.serial)],
      ["Revocation list", told.crl && `number ${told.crl.number}, of ${timeText(told.crl.made_at)}`],
      ["Permissions", told.permissions.map((each) => el("p", {}, `${each.principal}: ${each.actions.join(", ")}`))],
      ["Shared", told.shared ? "by a policy" : null]]),
    issuedTable(told),
    pemOf("Certificate as PEM", told.pem), pemOf("Chain as PEM", told.chain), pemOf("Request as PEM", told.csr));
}

export const authorities = {
  open(main) {
    parts = tableOf(["Authority", "Status", "Expires", { head: "Issued", kind: "number" }, "Account and region"]);
    parts.none = empty("No private CAs yet.", "aws acm-pca create-certificate-authority makes one.");
    main.replaceChildren(parts.table, parts.none);
  },
  async show(_main, _overview, arn, dialog) {
    const all = await ask("authorities?limit=500");
    show(parts.body, all, (row) => row.arn, rowOf, (row) => JSON.stringify(row) + (row.not_after ? relative(row.not_after) : ""));
    parts.table.hidden = all.length === 0;
    parts.none.hidden = all.length > 0;
    if (arn) await showDetail(dialog, "authorities", `authorities/${encodeURIComponent(arn)}?limit=${longestList}`, detailOf);
    else if (dialog.open) dialog.close();
  },
};
