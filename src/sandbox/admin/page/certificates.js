// The certificates of all accounts: searched, filtered and sorted by the sandbox, a page at a time.
import { ask, dayText, now, relative, timeText } from "./api.js";
import { copyButton, el, empty, facts, pemOf, pill, show, tableOf, words } from "./dom.js";
import { open, showDetail } from "./detail.js";

const pageSize = 50;
const asked = { search: "", status: "", type: "", in_use: "", sort: "domain_name", order: "ascending", offset: 0 };
const columns = [["Domain", "domain_name"], ["Status", "status"], ["Expires", "not_after"], ["Account and region", null]];
const kinds = { ISSUED: "good", PENDING_VALIDATION: "wait", FAILED: "bad", VALIDATION_TIMED_OUT: "bad", REVOKED: "bad" };
const typeNames = { AMAZON_ISSUED: "public", PRIVATE: "private", IMPORTED: "imported" };

const statusPill = (status) => pill(words(status), kinds[status] ?? "");

let refresh;
let parts;

function choice(label, member, options) {
  return el("select", { "aria-label": label, onchange: (event) => askFor({ [member]: event.target.value }) },
    options.map(([value, text]) => el("option", { value, selected: asked[member] === value }, text)));
}

function askFor(change) {
  Object.assign(asked, { offset: 0 }, change);
  refresh();
}

function sortBy(member) {
  const descending = asked.sort === member && asked.order === "ascending";
  askFor({ sort: member, order: descending ? "descending" : "ascending" });
}

function lifeOf(row) {
  const [start, end] = [Date.parse(row.created_at), Date.parse(row.not_after)];
  const part = Math.min(1, Math.max(0, (end - now()) / (end - start)));
  const bar = el("span", { class: end - now() < 45 * 864e5 ? "life soon" : "life", "aria-hidden": "true" }, el("i"));
  bar.style.setProperty("--part", `${Math.round(part * 100)}%`);
  return bar;
}

function rowOf(row) {
  const more = row.names > 1 ? ` · ${row.names - 1} more name${row.names > 2 ? "s" : ""}` : "";
  return el("tr", {},
    el("td", {},
      el("button", { class: "plain", type: "button", onclick: () => open("certificates", row.arn) }, row.domain_name || "(no name)"),
      el("p", { class: "soft small" }, `${typeNames[row.type] ?? row.type}${more}`)),
    el("td", {}, statusPill(row.status),
      row.renewal && row.renewal !== "SUCCESS" ? el("p", { class: "small soft" }, `renewal: ${words(row.renewal)}`) : null,
      row.failure_reason ? el("p", { class: "small soft" }, words(row.failure_reason)) : null,
      row.in_use ? el("p", { class: "small soft" }, "in use") : null),
    el("td", { title: row.not_after ? timeText(row.not_after) : null },
      row.not_after ? [relative(row.not_after), el("p", { class: "small soft" }, dayText(row.not_after)), lifeOf(row)]
        : el("span", { class: "soft" }, "–")),
    el("td", {}, el("span", { class: "mono" }, row.account), el("p", { class: "small soft" }, row.region)));
}

function build(main) {
  const table = tableOf(columns.map(([head, sort]) => ({
    head: sort ? el("button", { type: "button", onclick: () => sortBy(sort) }, head) : head })));
  const count = el("span", { class: "soft", role: "status" });
  const back = el("button", { type: "button", onclick: () => askFor({ offset: Math.max(0, asked.offset - pageSize) }) }, "Back");
  const next = el("button", { type: "button", onclick: () => askFor({ offset: asked.offset + pageSize }) }, "Next");
  const statuses = choice("Status", "status", [["", "Every status"]]);
  const none = el("div", {});
  let typing;
  main.replaceChildren(
    el("div", { class: "tools" },
      el("input", { type: "search", placeholder: "Search names and ARNs", "aria-label": "Search", value: asked.search,
        oninput: (event) => {
          clearTimeout(typing);
          const search = event.target.value;
          typing = setTimeout(() => askFor({ search }), 200);
        } }),
      statuses,
      choice("Type", "type", [["", "Every type"], ["AMAZON_ISSUED", "Public"], ["PRIVATE", "Private"], ["IMPORTED", "Imported"]]),
      choice("Use", "in_use", [["", "Used or not"], ["true", "In use"], ["false", "Not in use"]]),
      el("div", { class: "end" }, count, back, next)),
    table.table, none);
  return { table, count, back, next, statuses, none };
}

function showStatuses(counts) {
  const wanted = [["", "Every status"], ...Object.entries(counts).map(([name, count]) => [name, `${words(name)} (${count})`])];
  if (asked.status && !(asked.status in counts)) wanted.push([asked.status, words(asked.status)]);
  const signed = JSON.stringify(wanted);
  if (parts.statuses.dataset.signed === signed || document.activeElement === parts.statuses) return;
  parts.statuses.dataset.signed = signed;
  parts.statuses.replaceChildren(...wanted.map(([value, text]) => el("option", { value, selected: value === asked.status }, text)));
}

function recordsOf(title, validations) {
  if (!validations?.length || !validations[0].status) return null;
  return el("section", { class: "stack" }, el("h3", {}, title), validations.map((each) => el("div", { class: "card" },
    el("div", { class: "row" }, el("strong", {}, each.domain), pill(words(each.status), { SUCCESS: "good", FAILED: "bad" }[each.status] ?? "wait")),
    each.method === "DNS" && each.record_name ? facts([
      ["CNAME", [el("code", {}, each.record_name), copyButton(each.record_name)]],
      ["leads to", [el("code", {}, each.record_value), copyButton(each.record_value)]]]) : null,
    each.method === "EMAIL" ? el("p", { class: "small soft" }, each.emails.length ? `asked ${each.emails.join(", ")}` : "not asked yet") : null)));
}

function detailOf(told, close) {
  const content = told.content ?? {};
  const at = (time) => (time ? `${timeText(time)} (${relative(time)})` : null);
  return el("div", {},
    el("div", { class: "row" }, el("h2", { id: "detail-title" }, told.domain_name || "Certificate", " "), statusPill(told.status),
      el("button", { type: "button", autofocus: true, onclick: close }, "Close")),
    facts([
      ["ARN", [el("code", {}, told.arn), copyButton(told.arn)]],
      ["Names", told.names.join(", ")],
      ["Type", `${typeNames[told.type] ?? told.type}, ${told.key_algorithm}`],
      ["Failure", told.failure_reason && words(told.failure_reason)],
      ["Requested", at(told.created_at)], ["Issued", at(told.issued_at)], ["Imported", at(told.imported_at)],
      ["Exported", at(told.exported_at)], ["Revoked", at(told.revoked_at)], ["Expires", at(content.not_after)],
      ["Serial", content.serial && el("code", {}, content.serial)], ["Issuer", content.issuer],
      ["Authority", told.authority_arn && el("a", { class: "mono", href: `#authorities/${encodeURIComponent(told.authority_arn)}` }, told.authority_arn)],
      ["In use by", told.in_use_by.length ? told.in_use_by.map((arn) => el("p", { class: "mono" }, arn)) : null],
      ["Tags", Object.entries(told.tags).map(([key, value]) => `${key}=${value}`).join(", ")],
      ["Renewal", told.renewal && [words(told.renewal.status), told.renewal.reason ? `, ${words(told.renewal.reason)}` : ""].join("")]]),
    recordsOf("Validation", told.validations),
    told.renewal ? recordsOf("Validation for renewal", told.renewal.validations) : null,
    pemOf("Certificate as PEM", content.pem), pemOf("Chain as PEM", content.chain));
}

export const certificates = {
  open(main, again) {
    refresh = again;
    parts = build(main);
  },
  async show(_main, overview, arn, dialog) {
    const query = new URLSearchParams({ ...asked, limit: pageSize });
    const told = await ask(`certificates?${query}`);
    showStatuses(overview.statuses);
    parts.table.heads.forEach((head, at) => {
      const sorted = columns[at][1] === asked.sort;
      sorted ? head.setAttribute("aria-sort", asked.order) : head.removeAttribute("aria-sort");
    });
    show(parts.table.body, told.certificates, (row) => row.arn, rowOf,
      (row) => JSON.stringify(row) + (row.not_after ? relative(row.not_after) : ""));
    const last = told.offset + told.certificates.length;
    parts.count.textContent = told.total ? `${told.offset + 1}–${last} of ${told.total.toLocaleString("en")}` : "";
    parts.back.disabled = told.offset === 0;
    parts.next.disabled = last >= told.total;
    parts.table.table.hidden = told.total === 0;
    parts.none.replaceChildren(...(told.total ? [] : [overview.certificates
      ? empty("No certificate is like that.") : empty("No certificates yet.", "aws acm request-certificate makes one.")]));
    if (arn) await showDetail(dialog, "certificates", `certificates/${encodeURIComponent(arn)}`, detailOf);
    else if (dialog.open) dialog.close();
  },
};
