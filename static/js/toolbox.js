// Progressive enhancement only: every form and link works without this file.
// htmx swaps the results; this adds what it does not do: say the count, keep what was open, move the focus.
const live = document.getElementById("live");
const filters = document.getElementById("filters");
let focusOn = null;
let open = new Set();

const isFinder = (event) => event.detail.target?.id === "resultaten";

document.addEventListener("submit", (event) => {
  if (event.target.id !== "finder") return;
  filters.hidePopover?.();
  focusOn = "resultaten";
}, true);

document.addEventListener("click", (event) => {
  focusOn = event.target.closest("[data-focus]")?.dataset.focus ?? focusOn;
}, true);

// What is empty chooses nothing: it stays out of the address.
document.addEventListener("htmx:configRequest", ({ detail: { parameters } }) => {
  for (const [name, value] of [...parameters]) if (!value) parameters.delete(name);
});

// The button that opened the sheet of filters was swapped with the results: its successor gets the focus.
filters.addEventListener("toggle", ({ newState }) => {
  const lost = document.activeElement === document.body || filters.contains(document.activeElement);
  if (newState === "closed" && lost) document.querySelector(".filter-button").focus();
});

// An answer that is the page we are on adds no step to the history.
document.addEventListener("htmx:beforeHistoryUpdate", (event) => {
  if (event.detail.history.path === location.pathname + location.search) event.detail.history.type = "replace";
});

document.addEventListener("htmx:beforeSwap", (event) => {
  if (isFinder(event)) open = new Set([...document.querySelectorAll("#facetten details[open]")].map((group) => group.id));
});

document.addEventListener("htmx:afterSettle", () => {
  for (const group of document.querySelectorAll("#facetten details")) group.open ||= open.has(group.id);
  live.textContent = document.getElementById("aantal").textContent.trim().replace(/\s+/g, " ");
  if (focusOn) document.getElementById(focusOn).focus();
  focusOn = null;
});

// What the server refuses, or a line that fails, has a page of its own with a message.
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, (event) => location.assign(event.detail.pathInfo.finalRequestPath));
}
