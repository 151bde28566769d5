// Elements without a framework. Texts go in as text, never as markup.

/// el("td", {class: "number"}, "1", another): null and false among the children are left out.
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/// Makes the children of `parent` show `rows`. What did not change stays the same element, so that focus,
/// selections and what was opened survive; what is new says so for a moment.
export function show(parent, rows, key, make, signature = JSON.stringify) {
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const first = before.size === 0;
  const children = rows.map((row) => {
    const name = key(row);
    const signed = signature(row);
    const old = before.get(name);
    if (old && old.dataset.signed === signed) return old;
    const child = make(row, old);
    child.dataset.key = name;
    child.dataset.signed = signed;
    if (!old && !first) child.classList.add("fresh");
    return child;
  });
  const same = children.length === parent.children.length && children.every((child, at) => child === parent.children[at]);
  if (same) return;
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  const of = focused?.closest("[data-key]")?.dataset.key;
  parent.replaceChildren(...children);
  if (focused && parent.contains(focused)) focused.focus();
  else if (of) [...parent.children].find((child) => child.dataset.key === of)?.querySelector("a, button")?.focus();
}

export function copyButton(text) {
  return el("button", { class: "copy", type: "button", "aria-label": "Copy", onclick: async (event) => {
    const button = event.currentTarget;
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  } }, "Copy");
}

export function pill(text, kind) {
  return el("span", { class: `pill ${kind}` }, text);
}

export function empty(title, hint) {
  return el("div", { class: "empty" }, el("p", {}, title), hint ? el("p", { class: "small" }, hint) : null);
}

export function facts(pairs) {
  return el("dl", {}, pairs.filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

export function pemOf(title, pem) {
  if (!pem) return null;
  return el("details", { "data-key": title }, el("summary", {}, title), copyButton(pem), el("pre", {}, pem));
}

/// PENDING_VALIDATION in words
export const words = (text) => text.toLowerCase().replaceAll("_", " ");

export function tableOf(columns, kind = "cards") {
  const body = el("tbody");
  const heads = columns.map((column) => el("th", { scope: "col", class: column.kind }, column.head ?? column));
  const table = el("div", { class: "table" }, el("table", { class: kind }, el("thead", {}, el("tr", {}, heads)), body));
  return { table, body, heads };
}
