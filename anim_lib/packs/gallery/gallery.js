// What the page does: it opens sheets, filters films, and changes its colours.
"use strict";

const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const sheets = new Map(all("dialog").map((dialog) => [dialog.id, new Sheet(dialog)]));

const address = (hash) => {
  try { history.replaceState(null, "", hash || location.pathname + location.search); } catch { /* it stays */ }
};

function open(hash, plays) {
  const sheet = sheets.get(decodeURIComponent(hash.slice(1)));
  if (!sheet) return;
  for (const other of sheets.values()) {
    if (!other.dialog.open) continue;
    other.unload();
    other.dialog.close();
  }
  address(hash);
  sheet.open();
  if (plays && !calm.matches) sheet.start();
}

// Told a moment later than it happens.
function closed(sheet) {
  if (!sheet.dialog.open) sheet.unload();
  if ([...sheets.values()].some((other) => other.dialog.open)) return; // another took its place
  const link = all("a.open").find((each) => each.hash === location.hash);
  address("");
  link?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.open, a.step");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link.hash, link.matches(".open"));
});
addEventListener("hashchange", () => open(location.hash, false));

const tools = document.querySelector(".tools");
const cards = all(".card").map((card) => {
  const dialog = sheets.get(decodeURIComponent(card.querySelector("a.open").hash.slice(1))).dialog;
  const words = `${card.textContent} ${all(".chapters .label", dialog).map((l) => l.textContent).join(" ")}`;
  return { card, words: words.toLowerCase() };
});

function filter() {
  const family = tools.elements.family.value;
  const words = tools.elements.words.value.toLowerCase().split(/\s+/);
  let count = 0;
  for (const each of cards) {
    const fits = (!family || each.card.dataset.family === family)
      && words.every((word) => each.words.includes(word));
    each.card.hidden = !fits;
    count += fits;
  }
  for (const shelf of all(".shelf")) shelf.hidden = !shelf.querySelector(".card:not([hidden])");
  document.querySelector(".none").hidden = count > 0;
  tools.querySelector("output").textContent = `${count} of ${cards.length} films`;
}

tools.addEventListener("input", filter);
tools.addEventListener("submit", (event) => event.preventDefault());
document.querySelector(".reset").addEventListener("click", () => {
  tools.reset();
  filter();
  tools.elements.words.focus();
});

const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
const themed = () => tools.querySelector(".theme").setAttribute("aria-pressed", String(isDark()));

tools.querySelector(".theme").addEventListener("click", () => {
  const wanted = isDark() ? "light" : "dark";
  const own = (wanted === "dark") !== dark.matches; // else the system's is followed again
  if (own) root.dataset.theme = wanted;
  else delete root.dataset.theme;
  memory.set("seqreel-theme", own ? wanted : null);
  themed();
});
dark.addEventListener("change", themed);

themed();
filter();
open(location.hash, false);
