// What the dialog shows: one thing, as long as the address names it.
import { ask } from "./api.js";

/// Asks for it and shows what `make` builds of the answer; what did not change stays as it is. When it is
/// gone, the dialog closes and the address forgets it, so that this is told once.
export async function showDetail(dialog, view, path, make) {
  const of = location.hash;
  const told = await ask(path).catch((problem) => {
    history.replaceState(null, "", `#${view}`);
    dialog.close();
    throw problem;
  });
  dialog.dataset.of = of;
  const signed = JSON.stringify(told);
  if (dialog.open && dialog.dataset.signed === signed) return;
  dialog.dataset.signed = signed;
  const focused = dialog.contains(document.activeElement);
  const opened = new Set([...dialog.querySelectorAll("details[open][data-key]")].map((each) => each.dataset.key));
  dialog.replaceChildren(make(told, () => dialog.close()));
  for (const each of dialog.querySelectorAll("details[data-key]")) each.open = opened.has(each.dataset.key);
  if (!dialog.open) dialog.showModal();
  else if (focused) dialog.querySelector("button").focus();
}

export function open(view, name) {
  location.hash = `${view}/${encodeURIComponent(name)}`;
}
