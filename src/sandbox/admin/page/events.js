// EventBridge's rules, and the queues of SQS that they and others send to.
import { ask, timeText } from "./api.js";
import { copyButton, el, empty, facts, pill, show, tableOf, words } from "./dom.js";
import { open, showDetail } from "./detail.js";

let parts;

const queueName = (arn) => arn.split(":").at(-1);

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

const placeOf = (row) => el("td", {}, el("span", { class: "mono" }, row.account), el("p", { class: "small soft" }, row.region));

function targetOf(target) {
  return el("p", {}, el("a", { href: `#events/${encodeURIComponent(target.arn)}` }, queueName(target.arn)),
    target.input ? el("span", { class: "small soft" }, " gets a text of its own") : null,
    target.input_path ? el("span", { class: "small soft" }, ` gets ${target.input_path}`) : null);
}

function ruleOf(rule) {
  return el("tr", {},
    el("td", { class: "wide" }, el("strong", {}, rule.name), rule.enabled ? null : [" ", pill("disabled", "")],
      rule.description ? el("p", { class: "small soft" }, rule.description) : null,
      el("p", { class: "small mono" }, rule.pattern)),
    el("td", {}, rule.targets.length ? rule.targets.map(targetOf) : el("span", { class: "soft" }, "no target")),
    placeOf(rule));
}

function queueOf(queue) {
  return el("tr", {},
    el("td", { class: "wide" }, el("button", { class: "plain", type: "button", onclick: () => open("events", queue.arn) }, queue.name),
      queue.dead_letters ? el("p", { class: "small soft" }, `dead letters go to ${queueName(queue.dead_letters)}`) : null),
    el("td", { class: "number", "data-label": "Waiting" }, queue.waiting),
    el("td", { class: "number", "data-label": "In flight" }, queue.in_flight),
    el("td", { class: "number", "data-label": "Delayed" }, queue.delayed),
    el("td", { class: "number", "data-label": "Ever sent" }, queue.sent),
    placeOf(queue));
}

function messageOf(message) {
  return el("div", { class: "card" },
    el("div", { class: "row" }, el("span", {}, timeText(message.sent_at), el("span", { class: "small soft" }, ` by ${message.sender}`)),
      pill(words(message.state), message.state === "waiting" ? "good" : "wait")),
    message.receives ? el("p", { class: "small soft" }, `received ${message.receives} ${message.receives === 1 ? "time" : "times"}`) : null,
    el("details", { "data-key": message.id }, el("summary", {}, "The message"), copyButton(message.body), el("pre", {}, pretty(message.body))));
}

function detailOf(told, close) {
  const count = told.waiting + told.in_flight + told.delayed;
  const more = count > told.messages.length ? `, the newest ${told.messages.length} of ${count.toLocaleString("en")}` : "";
  return el("div", {},
    el("div", { class: "row" }, el("h2", { id: "detail-title" }, told.name),
      el("button", { type: "button", autofocus: true, onclick: close }, "Close")),
    facts([
      ["ARN", [el("code", {}, told.arn), copyButton(told.arn)]],
      ["Dead letters", told.dead_letters && el("code", {}, told.dead_letters)]]),
    el("h3", {}, `Messages${more}`),
    told.messages.length ? el("p", { class: "small soft" }, "Looking at them receives none. Queues go by the machine's clock.") : el("p", { class: "soft" }, "It is empty."),
    told.messages.map(messageOf));
}

function build(main) {
  const number = (head) => ({ head, kind: "number" });
  const rules = tableOf(["Rule", "Delivers to", "Account and region"]);
  const queues = tableOf(["Queue", number("Waiting"), number("In flight"), number("Delayed"), number("Ever sent"), "Account and region"]);
  const noRules = el("p", { class: "soft" }, "No rule of EventBridge: ACM's events go nowhere.");
  const noQueues = el("p", { class: "soft" }, "No queue of SQS.");
  const some = el("div", { class: "stack" }, el("h2", {}, "Rules"), rules.table, noRules, el("h2", {}, "Queues"), queues.table, noQueues);
  const none = empty("No rules and no queues yet.", "aws events put-rule and put-targets send ACM's events to a queue of aws sqs create-queue.");
  main.replaceChildren(some, none);
  return { rules, queues, noRules, noQueues, some, none };
}

export const events = {
  open(main) {
    parts = build(main);
  },
  async show(_main, _overview, arn, dialog) {
    const [rules, queues] = await Promise.all([ask("rules?limit=500"), ask("queues?limit=500")]);
    show(parts.rules.body, rules, (rule) => rule.arn, ruleOf);
    show(parts.queues.body, queues, (queue) => queue.arn, queueOf);
    for (const [table, none, rows] of [[parts.rules, parts.noRules, rules], [parts.queues, parts.noQueues, queues]]) {
      table.table.hidden = rows.length === 0;
      none.hidden = rows.length > 0;
    }
    parts.some.hidden = rules.length + queues.length === 0;
    parts.none.hidden = !parts.some.hidden;
    if (arn) await showDetail(dialog, "events", `queues/${encodeURIComponent(arn)}?limit=50`, detailOf);
    else if (dialog.open) dialog.close();
  },
};
