// The inbox. The five mails of one question are one entry: whoever answers one of them answers all.
import { ask, timeText } from "./api.js";
import { el, empty, pill, show } from "./dom.js";

const deliveries = { waiting: ["SMTP: waiting", "wait"], sent: ["SMTP: sent", "good"], failed: ["SMTP: failed", "bad"] };

function grouped(mails) {
  const groups = new Map();
  for (const mail of mails) {
    if (!groups.has(mail.approval_path)) groups.set(mail.approval_path, []);
    groups.get(mail.approval_path).push(mail);
  }
  return [...groups.values()];
}

function recipient(mail) {
  const [text, kind] = deliveries[mail.smtp] ?? [];
  return el("p", { class: "small" }, mail.to, " ", text ? pill(text, kind) : null,
    mail.smtp_problem ? el("span", { class: "soft" }, ` ${mail.smtp_problem} (${mail.smtp_attempts} tries)`) : null);
}

function cardOf(mails, old) {
  const [mail] = mails;
  const card = el("article", { class: "card" },
    el("div", { class: "row" }, el("h2", {}, mail.subject),
      el("a", { href: mail.approval_path, target: "_blank", rel: "noopener" }, "Open the approval page")),
    el("p", { class: "soft small" }, `${timeText(mail.sent_at)} · account ${mail.account} · ${mail.region}`),
    el("div", {}, mails.map(recipient)),
    el("details", { open: old?.querySelector("details")?.open }, el("summary", {}, "The mail"), el("pre", {}, mail.text)));
  return card;
}

export const mail = {
  open(main) {
    main.replaceChildren(el("div", { class: "tools soft" }), el("div", {}));
    main.lastChild.classList.add("stack");
  },
  async show(main) {
    const mails = await ask("mail?limit=250");
    const groups = grouped(mails);
    main.firstChild.textContent = groups.length ? "Validation mails, the newest first. Following a link approves nothing by itself." : "";
    if (groups.length === 0) return main.lastChild.replaceChildren(empty("No mail yet.", "Certificates with --validation-method EMAIL send some."));
    main.lastChild.querySelector(":scope > .empty")?.remove();
    show(main.lastChild, groups, ([first]) => first.approval_path, cardOf);
  },
};
