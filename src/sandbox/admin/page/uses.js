// What presents certificates: load balancers with their listeners, and CloudFront's distributions.
import { ask, dayText, relative, timeText } from "./api.js";
import { el, empty, pill, show, tableOf } from "./dom.js";

let parts;

const isOfAcm = (arn) => arn.split(":")[2] === "acm";

function certificateOf(certificate, note) {
  const name = certificate.domain_name ?? certificate.arn;
  return el("div", { class: "presented" },
    isOfAcm(certificate.arn) ? el("a", { href: `#certificates/${encodeURIComponent(certificate.arn)}` }, name) : name,
    note ? el("span", { class: "small soft" }, ` ${note}`) : null,
    certificate.serial
      ? el("p", { class: "small soft", title: timeText(certificate.not_after) },
        `${isOfAcm(certificate.arn) ? "" : "IAM · "}expires ${relative(certificate.not_after)}, ${dayText(certificate.not_after)}`)
      : el("p", { class: "small" }, pill("gone", "bad")),
    certificate.serial ? el("p", { class: "small soft mono" }, certificate.serial) : null);
}

function listenerOf(listener) {
  return el("div", { class: "listener" },
    el("strong", {}, `${listener.protocol} ${listener.port}`),
    el("div", { class: "stack tight" }, listener.certificates.length
      ? listener.certificates.map((each, at) => certificateOf(each, at === 0 && listener.certificates.length > 1 ? "default" : ""))
      : el("span", { class: "soft" }, "no certificate")));
}

const placeOf = (row) => el("td", { class: "wide" }, el("span", { class: "mono" }, row.account), el("p", { class: "small soft" }, row.region ?? "global"));

function balancerOf(row) {
  return el("tr", {},
    el("td", { class: "wide" }, el("strong", {}, row.name), el("p", { class: "small soft" }, `${row.type} load balancer`),
      el("p", { class: "small soft mono" }, row.dns_name)),
    el("td", { class: "wide" }, row.listeners.length ? row.listeners.map(listenerOf) : el("span", { class: "soft" }, "no listener")),
    placeOf(row));
}

function distributionOf(row) {
  return el("tr", {},
    el("td", { class: "wide" }, el("strong", {}, row.aliases.join(", ") || row.domain_name), row.enabled ? null : [" ", pill("disabled", "")],
      el("p", { class: "small soft" }, `distribution ${row.id}`), el("p", { class: "small soft mono" }, row.domain_name)),
    el("td", { class: "wide" }, row.certificate ? certificateOf(row.certificate) : el("span", { class: "soft" }, "CloudFront's own certificate")),
    placeOf(row));
}

export const uses = {
  open(main) {
    parts = tableOf(["Load balancer or distribution", "Presents", "Account and region"]);
    parts.none = empty("Nothing presents a certificate.", "aws elbv2 create-listener and aws cloudfront create-distribution put certificates to use.");
    main.replaceChildren(parts.table, parts.none);
  },
  async show() {
    const [balancers, distributions] = await Promise.all([ask("load_balancers?limit=500"), ask("distributions?limit=500")]);
    const all = [...balancers, ...distributions];
    const ends = (row) => (row.listeners ? row.listeners.flatMap((each) => each.certificates) : [row.certificate])
      .map((each) => (each?.not_after ? relative(each.not_after) : ""));
    show(parts.body, all, (row) => row.arn, (row) => (row.listeners ? balancerOf(row) : distributionOf(row)),
      (row) => JSON.stringify(row) + ends(row).join());
    parts.table.hidden = all.length === 0;
    parts.none.hidden = all.length > 0;
  },
};
