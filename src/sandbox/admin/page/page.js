// The admin page: which part is open, the clock, and a look at everything every two seconds.
import { accounts } from "./accounts.js";
import { ask, now, setClock, timeText } from "./api.js";
import { authorities } from "./authorities.js";
import { calls } from "./calls.js";
import { certificates } from "./certificates.js";
import { el } from "./dom.js";
import { events } from "./events.js";
import { faults } from "./faults.js";
import { mail } from "./mail.js";
import { uses } from "./uses.js";
import { zones } from "./zones.js";

const views = { certificates, authorities, uses, mail, zones, events, accounts, calls, faults };
const byId = (id) => document.getElementById(id);
const main = byId("main");
const dialog = byId("detail");
let opened = null;
let busy = Promise.resolve();

function place() {
  const [name, ...rest] = location.hash.slice(1).split("/");
  return { name: name in views ? name : "certificates", rest: rest.length ? decodeURIComponent(rest.join("/")) : "" };
}

function complain(text) {
  byId("problem").textContent = text;
  byId("problem").hidden = !text;
}

function showTime() {
  byId("now").textContent = timeText(new Date(now()));
}

function showClock(told) {
  setClock(told);
  showTime();
  byId("rate").textContent = told.rate === 1 ? "" : `× ${told.rate}`;
  const speed = byId("speed");
  if (![...speed.options].some((option) => Number(option.value) === told.rate))
    speed.append(el("option", { value: told.rate }, `× ${told.rate}`));
  if (document.activeElement !== speed) speed.value = String(told.rate);
}

async function look() {
  const { name, rest } = place();
  const [clock, overview] = await Promise.all([ask("clock"), ask("overview")]);
  showClock(clock);
  for (const count of document.querySelectorAll("[data-count]")) {
    const number = count.dataset.count.split(" ").reduce((sum, name) => sum + overview[name], 0);
    count.textContent = number ? number.toLocaleString("en") : "";
  }
  if (opened !== name) {
    if (opened) complain("");
    opened = name;
    dialog.close();
    views[name].open(main, refresh, complain);
    document.querySelector(`body > nav a[href="#${name}"]`).scrollIntoView({ block: "nearest", inline: "center" });
    document.title = `${document.querySelector(`nav a[href="#${name}"]`).firstChild.textContent.trim()} – AWS sandbox`;
  }
  for (const link of document.querySelectorAll("body > nav a")) {
    const current = link.getAttribute("href") === `#${name}`;
    current ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  }
  await views[name].show(main, overview, rest, dialog);
}

let lost = false;

/// One look after the other, however many ask for one.
function refresh() {
  busy = busy.then(look).then(() => {
    if (lost) complain("");
    lost = false;
  }, (problem) => {
    lost = true;
    complain(problem instanceof TypeError ? "The sandbox does not answer." : problem.message);
  });
  return busy;
}

async function moveClock(verb, body) {
  const controls = byId("push").querySelectorAll("button, input, select");
  const focused = document.activeElement;
  for (const control of controls) control.disabled = true;
  byId("rate").textContent = "pushing…";
  try {
    await ask(`clock/${verb}`, "POST", body);
    complain("");
  } catch (problem) {
    complain(problem.message);
  }
  for (const control of controls) control.disabled = false;
  focused?.focus();
  await refresh();
}

byId("push").addEventListener("submit", (event) => {
  event.preventDefault();
  moveClock("advance", { by: new FormData(event.target).get("by") });
});
for (const button of document.querySelectorAll("button[data-by]"))
  button.addEventListener("click", () => moveClock("advance", { by: button.dataset.by }));
byId("speed").addEventListener("change", (event) => moveClock("rate", { rate: Number(event.target.value) }));
byId("reset").addEventListener("click", async () => {
  if (!confirm("Forget everything and begin with what the sandbox was started with?")) return;
  await ask("reset", "POST");
  await refresh();
});
dialog.addEventListener("close", () => {
  // Unless a link in it led to another one.
  if (location.hash === dialog.dataset.of) history.replaceState(null, "", `#${place().name}`);
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.matches("input, textarea, select");
  const search = document.querySelector("input[type=search]");
  if (event.key !== "/" || typing || dialog.open || !search) return;
  event.preventDefault();
  search.focus();
});
addEventListener("hashchange", refresh);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) refresh();
});
setInterval(showTime, 500);
setInterval(() => {
  if (!document.hidden) refresh();
}, 2000);
refresh();
