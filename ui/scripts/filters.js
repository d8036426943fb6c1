// What a question is limited to: chips with a way out, a sheet for each kind in which one chooses, and what the question
// itself says, read while it is written. All of it is carried to the server as one JSON value.
const strings = window.verbatim.strings;
const PAUSE = 300; // milliseconds without a key before the question is read
const KINDS = {
  date: { name: strings.filter_date, title: strings.filter_title_date },
  outlet: { name: strings.filter_outlet, title: strings.filter_title_outlet, list: "outlets", sought: strings.filter_sought_outlet },
  document: { name: strings.filter_document, title: strings.filter_title_document, list: "documents", sought: strings.filter_sought_document },
  speaker: { name: strings.filter_speaker, title: strings.filter_title_speaker, list: "speakers", sought: strings.filter_sought_speaker },
};
const chosen = { since: "", until: "", outlets: [], documents: [], speakers: [], question: "", without: [] };
const titles = {}; // of the documents chosen, by id
let implied = { readings: [], clashes: [] };
let corpus = null;
let opener = null;
let latest = 0; // the latest question wins

function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value);
  made.append(...children);
  return made;
}
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

const row = make("div", { class: "filter-row", role: "group", "aria-label": strings.filter_row });
const sheet = make("dialog", { class: "filter-sheet" });
const told = make("span", { class: "told", role: "status" });
function stand() {
  if (row.parentElement !== element) element.replaceChildren(row, sheet);
}

// The value is what the server gets; the row stays as it is when the page draws the value anew.
function carry() {
  props.value = JSON.stringify(chosen);
}
new MutationObserver(stand).observe(element, { childList: true });

function filters() {
  const { since, until } = chosen;
  const form = since && until ? strings.filter_between : since ? strings.filter_only_from : strings.filter_only_until;
  const dates = since || until ? [{ kind: "date", value: fill(form, { since, until }) }] : [];
  const listed = ["outlet", "document", "speaker"].flatMap((kind) =>
    chosen[KINDS[kind].list].map((id) => ({ kind, id, value: kind === "document" ? (titles[id] ?? id) : id }))
  );
  return [...dates, ...listed];
}

function chip({ kind, id = "", value }) {
  const name = fill(strings.filter_remove, { kind: KINDS[kind].name, value });
  const button = make("button", { type: "button", class: "chip-filter", "data-kind": kind, "data-id": id, "aria-label": name, title: name },
    make("span", { class: "value", dir: "auto" }, value), make("span", { class: "sign", "aria-hidden": "true" }, "×"));
  button.addEventListener("click", () => remove(kind, id));
  return button;
}

function reading({ key, kind, told: value, off }) {
  const name = fill(off ? strings.filter_reading_on : strings.filter_reading_off, { kind, value });
  const button = make("button", { type: "button", class: off ? "chip-filter read off" : "chip-filter read", "data-key": key, "aria-label": name, title: name, "aria-pressed": String(!off) },
    make("span", { class: "value", dir: "auto" }, value), make("span", { class: "sign", "aria-hidden": "true" }, off ? "+" : "×"));
  button.addEventListener("click", () => switched(key));
  return button;
}

function draw() {
  const focused = row.contains(document.activeElement) ? document.activeElement.dataset : null;
  const adds = Object.entries(KINDS).map(([kind, { name }]) => {
    const button = make("button", { type: "button", class: "add", "data-add": kind, "aria-haspopup": "dialog", "aria-expanded": "false" }, fill(strings.filter_add, { kind: name }));
    button.addEventListener("click", () => open(kind, button));
    return button;
  });
  const set = filters();
  const clear = make("button", { type: "button", class: "clear" }, strings.filter_clear);
  clear.addEventListener("click", clearAll);
  const read = implied.readings.length
    ? [make("div", { class: "implied" }, make("span", {}, strings.filter_from_question), ...implied.readings.map(reading))]
    : [];
  const clashes = implied.clashes.map((sentence) => make("p", { class: "clash", role: "note", dir: "auto" }, sentence));
  row.replaceChildren(...adds, ...set.map(chip), ...(set.length > 1 ? [clear] : []), ...read, ...clashes, told);
  stand();
  if (focused) refocus(focused);
}

// The row is drawn anew with each change: the focus goes to the same button, or to the one that opens its kind.
function refocus({ add, kind, key }) {
  const buttons = [...row.querySelectorAll("button")];
  const next = buttons.find((each) => (key ? each.dataset.key === key : each.dataset.add === (add ?? kind ?? "date")));
  (next ?? buttons[0]).focus({ preventScroll: true });
}

function changed(sentence) {
  carry();
  draw();
  told.textContent = sentence;
  if (chosen.question) read();
}

function remove(kind, id) {
  if (kind === "date") chosen.since = chosen.until = "";
  else chosen[KINDS[kind].list] = chosen[KINDS[kind].list].filter((each) => each !== id);
  changed(strings.filter_removed);
}

function clearAll() {
  Object.assign(chosen, { since: "", until: "", outlets: [], documents: [], speakers: [] });
  changed(strings.filter_cleared);
}

// ---- the sheet in which one chooses

async function open(kind, button) {
  opener = kind;
  const { title } = KINDS[kind];
  const done = make("button", { type: "button", class: "done" }, strings.filter_done);
  done.addEventListener("click", () => sheet.close());
  const state = make("p", { class: "state", role: "status" }, strings.filter_wait);
  const body = make("div", { style: null });
  body.style.display = "contents";
  sheet.className = `filter-sheet of-${kind}`;
  sheet.setAttribute("aria-label", title);
  sheet.replaceChildren(make("div", { class: "head" }, make("h2", {}, title), done), body, state);
  button.setAttribute("aria-expanded", "true");
  place(button);
  sheet.showModal();
  corpus = (await server.corpus(null).catch(() => null)) ?? corpus;
  if (opener !== kind || !sheet.open) return;
  state.textContent = corpus ? "" : strings.filter_failed;
  if (corpus) kind === "date" ? days(body) : list(kind, body, state);
  place(button);
}

// Above its button, where the composer stands at the foot of the page; a narrow screen has it as a sheet.
function place(button) {
  const at = button.getBoundingClientRect();
  const width = 340;
  sheet.style.left = `${Math.max(12, Math.min(at.left, innerWidth - width - 12))}px`;
  sheet.style.bottom = `${innerHeight - at.top + 6}px`;
  sheet.style.top = "auto";
}

sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
sheet.addEventListener("close", () => {
  row.querySelector(`[data-add="${opener}"]`)?.setAttribute("aria-expanded", "false");
  const gone = document.activeElement === document.body || element.contains(document.activeElement);
  if (gone) row.querySelector(`[data-add="${opener}"]`)?.focus({ preventScroll: true }); // this comes late: a reader may type by now
  opener = null;
});

function days(body) {
  const field = (label, key) => {
    const input = make("input", { type: "date", min: corpus.first ?? null, max: corpus.last ?? null });
    input.value = chosen[key];
    input.addEventListener("change", () => {
      chosen[key] = input.value;
      changed("");
    });
    return [make("label", {}, label, input), input];
  };
  const [since, from] = field(strings.filter_since, "since");
  const [until, to] = field(strings.filter_until, "until");
  const quick = make("div", { class: "quick" });
  const pick = (name, first, last) => {
    const button = make("button", { type: "button" }, name);
    button.addEventListener("click", () => {
      [from.value, to.value] = [chosen.since, chosen.until] = [first, last];
      changed(fill(strings.filter_added, { value: name }));
    });
    quick.append(button);
  };
  const { first, last, week, years } = corpus;
  if (first) {
    pick(fill(strings.filter_whole, { since: first, until: last }), first, last);
    pick(strings.filter_week, week, last);
    for (const year of years) pick(String(year), `${year}-01-01`, `${year}-12-31`);
  }
  body.replaceChildren(make("div", { class: "days" }, since, until), first ? quick : strings.filter_undated);
  from.focus();
}

function list(kind, body, state) {
  const input = make("input", { type: "search", "aria-label": KINDS[kind].sought, placeholder: KINDS[kind].sought, maxlength: "200", autocomplete: "off", dir: "auto" });
  const items = make("ul", { "aria-label": KINDS[kind].title });
  let asked = 0;
  let waiting = 0;
  const look = async () => {
    const mine = ++asked;
    const found = await offered(kind, input.value.trim()).catch(() => null);
    if (mine !== asked) return;
    state.textContent = !found ? strings.filter_failed : found.length ? fill(strings.filter_choices, { number: found.length }) : strings.filter_none;
    items.replaceChildren(...(found ?? []).map((each) => make("li", {}, choice(kind, each))));
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, kind === "outlet" ? 0 : 200);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") items.querySelector("button")?.focus();
    if (event.key === "Enter") items.querySelector("button")?.click();
    if (["ArrowDown", "Enter"].includes(event.key)) event.preventDefault();
  });
  items.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const buttons = [...items.querySelectorAll("button")];
    (buttons[buttons.indexOf(document.activeElement) + step] ?? input).focus();
    event.preventDefault();
  });
  body.replaceChildren(input, items);
  input.focus();
  look();
}

async function offered(kind, words) {
  if (kind === "outlet") {
    const sought = words.toLowerCase();
    return corpus.outlets.filter(([name]) => name.toLowerCase().includes(sought)).slice(0, 200).map(([id, number]) => ({ id, name: id, beside: String(number) }));
  }
  if (kind === "speaker") {
    const { found } = await server.speakers(words);
    return found.map(([id, number]) => ({ id, name: id, beside: String(number) }));
  }
  const { found } = await server.documents(words);
  return found.map(([id, name, ...beside]) => ({ id, name: name || id, beside: beside.filter(Boolean).join(", ") }));
}

function choice(kind, { id, name, beside }) {
  const key = KINDS[kind].list;
  const has = () => chosen[key].includes(id);
  const tick = make("span", { class: "tick", "aria-hidden": "true" }, has() ? "✓" : "");
  const button = make("button", { type: "button", "aria-pressed": String(has()) },
    tick, make("span", { class: "name", dir: "auto" }, name), make("span", { class: "beside", dir: "auto" }, beside));
  button.addEventListener("click", () => {
    titles[id] = name;
    chosen[key] = has() ? chosen[key].filter((each) => each !== id) : [...chosen[key], id];
    button.setAttribute("aria-pressed", String(has()));
    tick.textContent = has() ? "✓" : "";
    changed(has() ? fill(strings.filter_added, { value: name }) : strings.filter_removed);
  });
  return button;
}

// ---- what the question itself says

const box = () => document.querySelector("#question textarea");
let pausing = 0;
document.addEventListener("input", (event) => {
  if (event.target !== box()) return;
  clearTimeout(pausing);
  pausing = setTimeout(written, PAUSE);
});

// A question that has been sent leaves the box empty, without an event: its readings go with it.
const thread = document.getElementById("draft");
if (thread) {
  new MutationObserver(() => chosen.question && !box()?.value.trim() && written()).observe(thread, { childList: true, subtree: true });
}

function written() {
  const question = box()?.value ?? "";
  if (question === chosen.question) return;
  chosen.question = question;
  if (!question.trim()) {
    latest += 1;
    implied = { readings: [], clashes: [] };
    chosen.without = [];
    carry();
    return draw();
  }
  read();
}

function switched(key) {
  chosen.without = chosen.without.includes(key) ? chosen.without.filter((each) => each !== key) : [...chosen.without, key];
  carry();
  read();
}

async function read() {
  const mine = ++latest;
  const found = await server.read(chosen).catch(() => null);
  if (mine !== latest || !chosen.question.trim()) return;
  implied = found ?? { readings: [], clashes: [] };
  const kept = implied.readings.map(({ key }) => key);
  chosen.without = chosen.without.filter((key) => kept.includes(key));
  carry();
  draw();
}

draw();

// A link brings its filters with it.
document.addEventListener("filters", ({ detail }) => {
  Object.assign(chosen, detail);
  draw();
  carry();
});
