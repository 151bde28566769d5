// The inbox. The five mails of one question are one entry: whoever answers one of them answers all.
import { ask, timeText } from "./api.js";
import { el, empty, pill, show } from "./dom.js";

const deliveries = { waiting: ["SMTP: waiting", "wait"], sent: ["SMTP: sent", "good"], failed: ["SMTP: failed", "bad"] };

/// Those that went the same way, in one line.
function recipients(mails) {
  const ways = Map.groupBy(mails, (mail) => JSON.stringify([mail.smtp, mail.smtp_attempts, mail.smtp_problem]));
  return [...ways.values()].map((same) => {
    const [{ smtp, smtp_attempts: tries, smtp_problem: problem }] = same;
    const [text, kind] = deliveries[smtp] ?? [];
    return el("p", { class: "small" }, `to ${same.map((mail) => mail.to).reverse().join(", ")} `, text ? pill(text, kind) : null,
      problem ? el("span", { class: "soft" }, ` ${problem} (${tries} ${tries === 1 ? "try" : "tries"})`) : null);
  });
}

function cardOf(mails, old) {
  const [mail] = mails;
  const card = el("article", { class: "card" },
    el("div", { class: "row" }, el("h2", {}, mail.subject),
      el("a", { href: mail.approval_path, target: "_blank", rel: "noopener" }, "Open the approval page")),
    el("p", { class: "soft small" }, `${timeText(mail.sent_at)} · account ${mail.account} · ${mail.region}`),
    el("div", {}, recipients(mails)),
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
    const groups = [...Map.groupBy(mails, (each) => each.approval_path).values()];
    main.firstChild.textContent = groups.length ? "Validation mails, the newest first. Following a link approves nothing by itself." : "";
    if (groups.length === 0) return main.lastChild.replaceChildren(empty("No mail yet.", "Certificates with --validation-method EMAIL send some."));
    main.lastChild.querySelector(":scope > .empty")?.remove();
    show(main.lastChild, groups, ([first]) => first.approval_path, cardOf);
  },
};
