// Putting files down: each with a request, a bar and a way to stop or retry. Without this file the form sends them all.
const TOGETHER = 3;

for (const form of document.querySelectorAll("[data-upload]")) {
  const list = form.parentElement.querySelector("[data-progress]");
  const said = form.parentElement.querySelector("[data-said]");
  const template = form.parentElement.querySelector("[data-file]");
  const input = form.querySelector("input[type=file]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const queue = [];
  let busy = 0, failed = 0, action = form.action, batch = null, first = null;

  const size = (bytes) => bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`;

  const add = (files) => {
    for (const file of files) {
      const row = template.content.firstElementChild.cloneNode(true);
      const part = (name) => row.querySelector(`[data-${name}]`);
      const item = { file, row, part, state: "wacht" };
      part("name").textContent = file.name;
      row.querySelector("progress").ariaLabel = file.name;
      for (const name of ["stop", "retry"]) part(name).append(Object.assign(document.createElement("span"), { className: "hidden", textContent: `: ${file.name}` }));
      part("size").textContent = size(file.size);
      part("stop").addEventListener("click", () => { item.stopped = true; item.request ? item.request.abort() : end(item, "Gestopt", "", true); });
      part("retry").addEventListener("click", () => { failed -= 1; wait(item); next(); });
      list.append(row);
      wait(item);
    }
    input.value = "";
    next();
  };

  const wait = (item) => {
    item.state = "wacht";
    item.part("state").textContent = "Wacht";
    item.stopped = false;
    item.part("stop").hidden = false;
    if (document.activeElement === item.part("retry")) item.part("stop").focus();
    item.part("problem").hidden = item.part("retry").hidden = true;
    queue.push(item);
  };

  const end = (item, words, problem, again) => {
    item.state = "af";
    item.request = null;
    item.part("state").textContent = words;
    item.part("retry").hidden = !again;
    if (again && document.activeElement === item.part("stop")) item.part("retry").focus();
    item.part("stop").hidden = true;
    item.part("problem").hidden = !problem;
    item.part("problem").textContent = problem;
    if (again || problem) { failed += 1; said.textContent = `${item.file.name}: ${words}`; }
  };

  const next = () => {
    // The first file makes the batch; the others follow when its address is known.
    while (queue.length && busy < (batch ? TOGETHER : 1)) {
      const item = queue.shift();
      if (item.state === "wacht") send(item);
    }
    if (!busy && !queue.length && batch) {
      said.textContent = "Alle bestanden zijn klaar.";
      if (!failed) location.assign(batch);
      else if (!first) {
        first = document.createElement("a");
        first.href = batch;
        first.className = "button";
        first.textContent = "Verder met wat wel is gelukt";
        list.after(first);
      }
    }
  };

  const send = (item) => {
    const data = new FormData();
    data.append("files", item.file, item.file.name);
    const request = item.request = new XMLHttpRequest();
    busy += 1;
    item.state = "bezig";
    item.part("state").textContent = "Bezig";
    request.open("POST", action);
    request.setRequestHeader("X-CSRFToken", token);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      const part = event.lengthComputable ? Math.floor(100 * event.loaded / event.total) : 0;
      item.row.querySelector("progress").value = part;
      item.part("state").textContent = part < 100 ? `${part} procent` : "Wordt bewaard";
    });
    request.addEventListener("loadend", () => {
      busy -= 1;
      answer(item, request);
      next();
    });
    request.send(data);
  };

  const answer = (item, request) => {
    if (item.stopped) return end(item, "Gestopt", "", true);
    if (request.status !== 200) {
      const problem = request.status ? "De toolbox kon dit bestand niet aannemen." : "De verbinding viel weg.";
      return end(item, "Niet gelukt", `${problem} Probeer het opnieuw.`, true);
    }
    const { batch: address, add: more, refused } = JSON.parse(request.responseText);
    batch = address;
    action = more;
    item.row.querySelector("progress").value = 100;
    if (refused.length) end(item, "Niet bewaard", refused[0][1], false);
    else end(item, "Klaar", "", false);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    add([...input.files]);
  });
  input.addEventListener("change", () => add([...input.files]));
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    add([...event.dataTransfer.files]);
  });
  addEventListener("beforeunload", (event) => { if (busy) event.preventDefault(); });
}

// While files are being read: look again, and load the page anew when all are done, unless somebody is typing.
const progress = document.getElementById("voortgang");
const look = async () => {
  try { await renew(); } catch { setTimeout(look, 5000); } // the line fell away: look again
};
const renew = async () => {
  const page = new DOMParser().parseFromString(await (await fetch("?voortgang")).text(), "text/html");
  const fresh = page.getElementById("voortgang");
  const form = document.getElementById("bevestig");
  progress.replaceChildren(...fresh.childNodes);
  progress.dataset.waiting = fresh.dataset.waiting;
  if (fresh.dataset.waiting !== "0") setTimeout(look, 2000);
  else if (!form || !form.dataset.touched) location.reload();
};
if (progress && progress.dataset.waiting !== "0") setTimeout(look, 1000);
// What stands beside the form is a form of its own: what was typed in this one is not kept by it.
document.getElementById("act")?.addEventListener("submit", (event) => {
  const typed = document.getElementById("bevestig")?.dataset.touched;
  if (typed && !confirm("Wat je typte is nog niet bewaard. Wil je doorgaan?")) event.preventDefault();
});
document.getElementById("bevestig")?.addEventListener("input", ({ currentTarget }) => { currentTarget.dataset.touched = "yes"; });
