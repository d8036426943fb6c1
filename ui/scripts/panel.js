// The source panel: a link of the chat or of the panel itself opens its place here, with the marked words in view, and
// from there one goes from place to place, by buttons or keys, and on to the next document.
const PLACE = /^#((cite|said|hit|near|check|quote|found|evidence)-[0-9a-f]{24}-\d{1,4}(-\d{1,4})?|document-[a-z0-9-]{1,200})$/;
const PATIENCE = 300; // milliseconds before the panel says that it is opening
const LONG = 8000; // milliseconds before it says that this takes long
const strings = window.verbatim.strings;
const side = document.getElementById("side"); // a sheet on a narrow screen
const narrow = matchMedia("(max-width: 900px)");
let asked = 0; // the latest click wins
let opener = null; // where the focus goes back to
let standing = 0; // the place in the document, from 1

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#']");
  if (link && PLACE.test(link.getAttribute("href"))) {
    event.preventDefault();
    if (!element.contains(link)) opener = link.closest(".has-card")?.querySelector("a.cite, a.verdict") ?? link;
    open(link.getAttribute("href"), event.detail === 0);
  } else if (event.target.closest?.("[data-close='panel']")) {
    close();
  }
});

// What else is clicked within the panel.
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const { step: by, words, again, keys } = button.dataset;
  if (by) step(Number(by));
  else if (words) copyWords(button);
  else if (again) open(again, true);
  else if (keys === "open") help();
  else if (keys === "close") button.closest("dialog").close();
  else if (keys === "letters") letters(button, button.getAttribute("aria-checked") !== "true");
});

// On a narrow screen the sheet covers the page: a tap beside it closes it.
document.addEventListener("pointerdown", (event) => {
  if (narrow.matches && "open" in side.dataset && !side.contains(event.target)) close();
});

async function open(place, keyboard = false) {
  const mine = ++asked;
  const waiting = setTimeout(() => tell(strings.opening), PATIENCE);
  const late = setTimeout(() => tell(strings.slow), LONG);
  let html = await server.show(place).catch(() => null);
  if (html?.includes?.("data-gone") && (await window.verbatim.heal?.(place))) html = await server.show(place).catch(() => null);
  clearTimeout(waiting);
  clearTimeout(late);
  if (mine !== asked) return;
  if (typeof html !== "string") return tell(strings.unreachable, place); // what fails comes back as nothing
  uncover();
  element.querySelector(".waiting")?.remove();
  drawn(props.value === html, () => reveal(keyboard));
  props.value = html;
}

// Calls once what is to be shown stands there: a long document takes some frames.
function drawn(already, then) {
  if (already) return then();
  const seen = new MutationObserver(() => {
    seen.disconnect();
    requestAnimationFrame(then);
  });
  seen.observe(element, { childList: true, subtree: true, characterData: true });
}

// A line on top of the panel: it goes with what it stands on. With `again`, a button that tries once more.
function tell(sentence, again = "") {
  element.querySelector(".waiting")?.remove();
  const line = document.createElement("p");
  line.className = again ? "waiting error" : "waiting status";
  line.setAttribute("role", again ? "alert" : "status");
  line.append(sentence);
  if (again) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tool";
    button.dataset.again = again;
    button.textContent = strings.try_again;
    line.append(" ", button);
  }
  element.querySelector(".panel .bar")?.after(line);
  uncover();
}

function uncover() {
  side.dataset.open = "";
  cover(narrow.matches);
}
function cover(over) {
  for (const id of ["talk", "top"]) document.getElementById(id)?.toggleAttribute("inert", over);
}
narrow.addEventListener("change", () => cover(narrow.matches && "open" in side.dataset));

function close() {
  delete side.dataset.open;
  cover(false);
  const link = opener?.isConnected ? opener : document.querySelector(`#thread a[href="${opener?.getAttribute("href")}"]`);
  link?.closest(".has-card")?.classList.add("opened"); // its card stays away
  link?.focus({ preventScroll: true });
}

// What the chat puts here, the passages found, begins at its top.
watch("value", () => {
  const box = element.querySelector(".pages");
  if (box && !element.querySelector("mark")) box.scrollTop = 0;
});

function reveal(keyboard) {
  document.querySelectorAll("#thread .cite.current").forEach((link) => link.classList.remove("current"));
  const current = element.querySelector(".marks [aria-current]")?.getAttribute("href");
  if (current) document.querySelectorAll(`#thread a.cite[href="${current}"]`).forEach((a) => a.classList.add("current"));
  const box = element.querySelector(".pages");
  const mark = element.querySelector("mark");
  const first = mark?.closest("[data-stop]");
  standing = 0;
  if (first) stand(Number(first.dataset.stop));
  else if (box && mark) bring(mark, box);
  else if (box) box.scrollTop = 0;
  if (narrow.matches || keyboard) focusTitle();
}

// A sheet that is only just coming takes no focus in its first frames.
function focusTitle(frames = 30) {
  const title = element.querySelector("h2");
  title?.focus({ preventScroll: true });
  if (title && frames && document.activeElement !== title) requestAnimationFrame(() => focusTitle(frames - 1));
}

// With the paragraph before in view, where that fits; else with what leads to the words above them.
function bring(piece, box) {
  const top = (part) => part.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  const before = piece.closest("p")?.previousElementSibling;
  const lead = before ? top(piece) - top(before) : Infinity;
  box.scrollTop = lead < box.clientHeight / 2 ? top(before) - 12 : top(piece) - box.clientHeight / 3;
}

const last = () => Math.max(0, ...[...element.querySelectorAll("[data-stop]")].map((each) => Number(each.dataset.stop)));

function stand(number) {
  const pieces = element.querySelectorAll(`[data-stop="${number}"]`);
  if (!pieces.length) return;
  element.querySelectorAll(".stop.here").forEach((each) => each.classList.remove("here"));
  pieces.forEach((each) => each.classList.add("here"));
  standing = number;
  bring(pieces[0], element.querySelector(".pages"));
  say(strings.place.replace("{current}", number).replace("{total}", last()));
}

function say(sentence) {
  const line = element.querySelector(".ways .told");
  if (line) line.textContent = sentence;
}

// To the next place or the one before; behind the last one to the next document that is cited.
function step(by) {
  const to = standing + by;
  if (to >= 1 && to <= last()) return stand(to);
  const links = [...element.querySelectorAll(".marks a.cite")];
  const here = links.findIndex((link) => link.hasAttribute("aria-current"));
  const onward = by > 0 ? links.slice(here + 1) : links.slice(0, Math.max(here, 0)).reverse();
  const next = onward.find((link) => link.dataset.document !== links[here]?.dataset.document);
  if (next) open(next.getAttribute("href"));
  else say(by > 0 ? strings.last_place : strings.first_place);
}

async function copyWords(button) {
  const name = button.textContent;
  const done = await navigator.clipboard?.writeText(button.dataset.words).then(() => true, () => false);
  button.textContent = done ? strings.copied : strings.not_allowed;
  setTimeout(() => (button.textContent = name), 1500);
}

// Single letters are keys only where no text is written, and only while the reader wants them.
const KEYS = "verbatim.keys";
function wanted() {
  try {
    return localStorage.getItem(KEYS) !== "off";
  } catch {
    return true;
  }
}
function letters(button, on) {
  try {
    localStorage.setItem(KEYS, on ? "on" : "off");
  } catch {
    return; // a browser that keeps nothing: they stay as they are
  }
  button.setAttribute("aria-checked", String(on));
}
function help() {
  const list = element.querySelector("dialog.keys");
  list?.querySelector("[data-keys='letters']").setAttribute("aria-checked", String(wanted()));
  if (list && !list.open) list.showModal();
}

const WRITTEN = "input, textarea, select, [contenteditable]:not([contenteditable='false']), [role='textbox'], [role='combobox'], [role='listbox']";
document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]") || event.defaultPrevented) return;
  if (event.key === "Escape" && "open" in side.dataset) return close();
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(WRITTEN) || !wanted()) return;
  const cited = /^[1-9]$/.test(event.key) && element.querySelector(`.marks a.cite[href$="-${event.key}"]`);
  if (event.key === "?") help();
  else if (cited) open(cited.getAttribute("href"));
  else if ("nj".includes(event.key) && element.querySelector(".ways")) step(1);
  else if ("pk".includes(event.key) && element.querySelector(".ways")) step(-1);
  else return;
  event.preventDefault();
});
