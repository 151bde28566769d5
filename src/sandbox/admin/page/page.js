// The admin page: reads the admin API every two seconds.
const columns = {
  accounts: ["id", "name", "partition", "certificates", "access_keys"],
  certificates: ["domain_name", "type", "status", "not_after", "in_use", "arn"],
  mail: ["sent_at", "to", "subject", "domain", "approval_path"],
};

function cell(value, column) {
  const td = document.createElement("td");
  if (column === "approval_path") {
    const link = document.createElement("a");
    link.href = value;
    link.textContent = "Approve";
    td.append(link);
  } else {
    td.textContent = value === null ? "" : Array.isArray(value) ? value.join(", ") : String(value);
  }
  return td;
}

function fill(name, rows) {
  const table = document.getElementById(name);
  const head = document.createElement("tr");
  for (const column of columns[name]) {
    const th = document.createElement("th");
    th.scope = "col";
    th.textContent = column.replaceAll("_", " ");
    head.append(th);
  }
  const lines = rows.map((row) => {
    const tr = document.createElement("tr");
    for (const column of columns[name]) tr.append(cell(row[column], column));
    return tr;
  });
  if (lines.length === 0) {
    const tr = document.createElement("tr");
    tr.append(cell("Nothing yet", ""));
    lines.push(tr);
  }
  table.replaceChildren(head, ...lines);
}

async function refresh() {
  try {
    const read = async (path) => (await fetch(path)).json();
    const clock = await read("clock");
    document.getElementById("now").textContent = `${clock.now} (${clock.rate} times as fast as the machine's)`;
    for (const name of Object.keys(columns)) fill(name, await read(name));
  } catch {
    document.getElementById("now").textContent = "The sandbox does not answer.";
  }
}

async function push(by) {
  const answer = await fetch("clock/advance", { method: "POST", body: JSON.stringify({ by }) });
  if (!answer.ok) document.getElementById("now").textContent = (await answer.json()).error;
  else await refresh();
}

document.getElementById("advance").addEventListener("submit", (event) => {
  event.preventDefault();
  push(new FormData(event.target).get("by"));
});
for (const button of document.querySelectorAll("button[data-by]")) {
  button.addEventListener("click", () => push(button.dataset.by));
}
refresh();
setInterval(refresh, 2000);
