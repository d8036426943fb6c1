// The history: every finished exchange is kept in this browser as the server sealed it, and comes back as it was. What
// is kept is never changed here; names and dates stand beside it.
const strings = window.verbatim.strings;
const CURRENT = "verbatim.chat"; // of this tab: the conversation that a reload brings back
const MOST = 500; // conversations; those not looked at for longest go
const LONG_AGO = 100; // characters of a question that name its conversation
const user = window.verbatim.user ?? "";
const drawer = element.querySelector("dialog");
const list = drawer.querySelector(".conversations");

const held = new Map(); // the sealed exchanges of this tab's conversation, by message
let thread = null; // may be put into the page after this
let current = null; // its id
let seen = ""; // its messages as this tab last kept or read them
let left = ""; // the messages of a conversation just left, which stand there for a moment longer
let gone = []; // what was deleted last, to be put back

// The store of the browser. A browser that refuses one (a private window) is told of once.
const database = new Promise((resolve, reject) => {
  const opening = indexedDB.open("verbatim", 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("chats", { keyPath: "id" });
    opening.result.createObjectStore("exchanges", { keyPath: ["chat", "message"] }).createIndex("message", "message");
  };
  opening.onsuccess = () => resolve(opening.result);
  opening.onerror = () => reject(opening.error);
  opening.onblocked = () => reject(new Error("blocked"));
});
database.catch(() => tell(strings.history_off));

async function within(mode, work) {
  const store = await database;
  return new Promise((resolve, reject) => {
    const change = store.transaction(["chats", "exchanges"], mode);
    let result;
    change.oncomplete = () => resolve(result);
    change.onabort = change.onerror = () => reject(change.error);
    work(change.objectStore("chats"), change.objectStore("exchanges"), (value) => (result = value));
  });
}

const of = (chat) => IDBKeyRange.bound([chat], [chat, []]);
const told = (sealed) => JSON.parse(sealed.slice(sealed.indexOf(".") + 1));
const fresh = () => [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");
const shown = () => [...thread.querySelectorAll(".turn[data-exchange]")].map((turn) => turn.dataset.exchange);

function remember(id) {
  current = id;
  try {
    if (id) sessionStorage.setItem(CURRENT, id);
    else sessionStorage.removeItem(CURRENT);
  } catch {
    // it is then not opened by itself at the next reload
  }
}
function remembered() {
  try {
    return sessionStorage.getItem(CURRENT);
  } catch {
    return null;
  }
}

// Keeping: what stands in the thread is what the conversation is. While a question is asked again the thread is shorter
// for a while, and nothing is taken away for that.
let keeping = Promise.resolve();
function keep() {
  keeping = keeping.then(record).catch(() => tell(strings.history_not_kept));
}
const watching = new MutationObserver(() => {
  const now = shown().join();
  if (now && now !== left && !`${seen},`.startsWith(`${now},`)) keep();
});

async function record() {
  if (!(await database.catch(() => null))) return;
  const messages = shown();
  const now = messages.join();
  if (!now || now === left || now === seen) return;
  for (const message of messages) {
    if (held.has(message)) continue;
    const got = await fetch(`exchanges/${message}`);
    if (!got.ok) throw new Error(got.statusText);
    held.set(message, await got.text());
  }
  if (shown().join() !== now) return; // the thread has gone on; it is looked at again
  for (const message of [...held.keys()]) if (!messages.includes(message)) held.delete(message);
  const before = seen;
  const id = await put(messages, before);
  seen = now;
  remember(id);
  if (drawer.open) draw();
}

// Another tab may have gone on with the same conversation: then this one is a conversation of its own from here on.
function put(messages, before) {
  const exchanges = messages.map((message) => told(held.get(message)));
  const words = exchanges.map((each) => `${each.question}\n${each.answer?.answer.text ?? each.draft}`).join("\n").toLowerCase();
  return within("readwrite", (chats, kept, give) => {
    chats.get(current ?? "").onsuccess = ({ target }) => {
      const row = target.result;
      const mine = row && row.messages.join() === before;
      const id = mine || (current && !row) ? current : fresh();
      const title = row?.title ?? exchanges[0].question.slice(0, LONG_AGO);
      if (mine) for (const old of row.messages) if (!messages.includes(old)) kept.delete([id, old]);
      for (const message of messages) kept.put({ chat: id, message, sealed: held.get(message) });
      chats.put({ id, user, title, messages, words, begun: row?.begun ?? exchanges[0].at, at: new Date().toISOString() });
      give(id);
      chats.getAll().onsuccess = ({ target: all }) => {
        const mineAll = all.result.filter((each) => each.user === user).sort((a, b) => (a.at < b.at ? 1 : -1));
        for (const old of mineAll.slice(MOST)) drop(chats, kept, old.id);
      };
    };
  });
}

function drop(chats, kept, id) {
  chats.delete(id);
  kept.delete(of(id));
}

// Opening: the server gets back what it once gave, and shows it again.
async function restore(id) {
  const found = await within("readonly", (chats, kept, give) => {
    chats.get(id).onsuccess = ({ target }) => {
      const row = target.result;
      if (!row || row.user !== user) return;
      kept.getAll(of(id)).onsuccess = (all) => give({ row, sealed: new Map(all.target.result.map((each) => [each.message, each.sealed])) });
    };
  });
  if (!found) return false;
  const known = [];
  let refused = "";
  for (const message of found.row.messages) {
    const sent = await bring(found.sealed.get(message) ?? "");
    if (!sent) return tell(strings.history_unreachable), true;
    if (sent.ok) known.push(message);
    else refused = (await sent.json().catch(() => ({}))).detail ?? strings.history_unreachable;
  }
  left = shown().join() === known.join() ? "" : shown().join();
  held.clear();
  for (const message of known) held.set(message, found.sealed.get(message));
  seen = known.join();
  remember(id);
  if (refused) current = null; // what is asked from here on is a conversation of its own: the kept one stays whole
  tell(refused);
  trigger("click", { messages: known });
  return true;
}

const bring = (sealed) =>
  fetch("exchanges", { method: "PUT", headers: { "Content-Type": "text/plain" }, body: sealed }).catch(() => null);

// For the source panel: a place that the server does not know any more is made known again, if it is kept here.
window.verbatim.heal = async (place) => {
  const message = /-([0-9a-f]{24})-/.exec(place)?.[1];
  if (!message) return false;
  const kept = () => within("readonly", (chats, store, give) => (store.index("message").get(message).onsuccess = ({ target }) => give(target.result?.sealed)));
  const sealed = held.get(message) ?? (await kept().catch(() => ""));
  return Boolean(sealed && (await bring(sealed))?.ok);
};

// The page opens: a link's conversation or question, else what this tab showed before.
async function arrive() {
  const asked = new URLSearchParams(location.search);
  const linked = { ask: asked.get("ask"), since: asked.get("since"), until: asked.get("until"), outlet: asked.getAll("outlet"), document: asked.getAll("document"), speaker: asked.getAll("speaker"), without: asked.getAll("without") };
  const id = asked.get("chat") ?? (linked.ask ? null : remembered());
  for (const name of ["chat", ...Object.keys(linked)]) asked.delete(name);
  window.history.replaceState(window.history.state, "", location.pathname + (asked.size ? `?${asked}` : "") + location.hash);
  const opened = id && (await restore(id).catch(() => false));
  if (opened || !linked.ask) return;
  const { since, until, outlet: outlets, document: documents, speaker: speakers } = linked;
  document.dispatchEvent(new CustomEvent("filters", { detail: { since: since ?? "", until: until ?? "", outlets, documents, speakers } }));
  trigger("click", linked);
}

function begin() {
  thread = document.getElementById("thread");
  if (!thread) return requestAnimationFrame(begin);
  watching.observe(thread, { childList: true, subtree: true });
  arrive();
}
begin();

// The drawer.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("#history-open")) open();
  if (event.target.closest?.("#fresh")) leave();
  const link = event.target.closest?.("button[data-link]");
  if (link) copyLink(link);
});
drawer.addEventListener("click", (event) => {
  if (event.target === drawer) return drawer.close(); // beside it
  const button = event.target.closest("button[data-history]");
  if (!button) return;
  const { history: action, chat } = button.dataset;
  if (action === "close") drawer.close();
  else if (action === "fresh") drawer.close(), document.getElementById("fresh").click();
  else if (action === "open") choose(chat);
  else if (action === "rename") rename(button.closest("li"), chat);
  else if (action === "delete") remove([chat]);
  else if (action === "delete-all") all().then((rows) => remove(rows.map((each) => each.id)));
  else if (action === "undo") undo();
});

function leave() {
  left = shown().join();
  held.clear();
  seen = "";
  remember(null);
}

async function choose(id) {
  drawer.close();
  const done = await restore(id).catch(() => false);
  if (!done) tell(strings.history_unreachable);
}

const search = document.createElement("input");
search.type = "search";
search.placeholder = drawer.querySelector("[data-search]").dataset.search;
search.setAttribute("aria-label", search.placeholder);
search.dir = "auto";
drawer.querySelector("[data-search]").prepend(search);
search.addEventListener("input", draw);

function open() {
  search.value = "";
  tell("");
  drawer.showModal();
  draw();
}

async function all() {
  const rows = await within("readonly", (chats, kept, give) => (chats.getAll().onsuccess = ({ target }) => give(target.result)));
  return rows.filter((each) => each.user === user).sort((a, b) => (a.at < b.at ? 1 : -1));
}

function day(at) {
  const then = new Date(at);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(then).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days <= 0) return strings.history_today;
  return days === 1 ? strings.history_yesterday : then.toLocaleDateString(document.documentElement.lang || "en", { dateStyle: "long" });
}

async function draw() {
  const rows = await all().catch(() => null);
  if (!rows) return list.replaceChildren(line(strings.history_off));
  const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = rows.filter((row) => wanted.every((word) => row.words.includes(word) || row.title.toLowerCase().includes(word)));
  drawer.querySelector("[data-history='delete-all']").disabled = !rows.length;
  if (!found.length) return list.replaceChildren(line(rows.length ? strings.history_no_match : strings.history_none));
  const groups = Map.groupBy ? Map.groupBy(found, (row) => day(row.at)) : grouped(found);
  list.replaceChildren(...[...groups].flatMap(([name, group]) => [made("h3", name), made("ul", "", ...group.map(item))]));
}
function grouped(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(day(row.at), [...(groups.get(day(row.at)) ?? []), row]);
  return groups;
}

function made(tag, text, ...children) {
  const part = document.createElement(tag);
  part.append(...(text ? [text] : []), ...children);
  return part;
}
const line = (sentence) => made("p", sentence);
function button(action, name, label, chat) {
  const part = made("button", name);
  part.type = "button";
  Object.assign(part.dataset, { history: action, ...(chat ? { chat } : {}) });
  if (label) part.setAttribute("aria-label", label);
  return part;
}
function item(row) {
  const opening = button("open", row.title, "", row.id);
  opening.dir = "auto";
  if (row.id === current) opening.setAttribute("aria-current", "true");
  const name = (sentence) => sentence.replace("{title}", () => row.title);
  const renaming = button("rename", strings.history_rename, name(strings.history_rename_of), row.id);
  return made("li", "", opening, renaming, button("delete", strings.history_delete, name(strings.history_delete_of), row.id));
}

function rename(place, id) {
  const title = place.querySelector("[data-history='open']").textContent;
  const field = document.createElement("input");
  field.value = title;
  field.maxLength = LONG_AGO;
  field.dir = "auto";
  field.setAttribute("aria-label", strings.history_name);
  place.replaceChildren(field);
  field.select();
  let done = false;
  const end = async (name) => {
    if (done) return;
    done = true;
    const edit = (row) => row && { ...row, title: name };
    if (name && name !== title)
      await within("readwrite", (chats) => (chats.get(id).onsuccess = ({ target }) => target.result && chats.put(edit(target.result)))).catch(() => tell(strings.history_not_kept));
    await draw();
    list.querySelector(`[data-history="rename"][data-chat="${id}"]`)?.focus();
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") end(field.value.trim());
    if (event.key !== "Escape") return;
    event.preventDefault(); // the drawer stays open
    event.stopPropagation();
    end("");
  });
  field.addEventListener("blur", () => end(field.value.trim()));
}

async function remove(ids) {
  const rows = [];
  await within("readwrite", (chats, kept) => {
    for (const id of ids) {
      chats.get(id).onsuccess = ({ target }) => {
        kept.getAll(of(id)).onsuccess = (all) => {
          if (target.result) rows.push({ row: target.result, exchanges: all.target.result });
          drop(chats, kept, id);
        };
      };
    }
  }).catch(() => tell(strings.history_not_kept));
  if (!rows.length) return;
  gone = rows;
  if (ids.includes(current)) leave();
  await draw();
  const one = strings.history_deleted.replace("{title}", () => rows[0].row.title);
  tell(rows.length === 1 ? one : strings.history_deleted_all.replace("{count}", rows.length), button("undo", strings.history_undo));
  drawer.querySelector(".told button")?.focus();
}

async function undo() {
  await within("readwrite", (chats, kept) => {
    for (const { row, exchanges } of gone) {
      chats.put(row);
      for (const each of exchanges) kept.put(each);
    }
  }).catch(() => tell(strings.history_not_kept));
  const standing = gone.find(({ row }) => row.messages.join() === left && left);
  if (standing) {
    for (const each of standing.exchanges) held.set(each.message, each.sealed);
    [seen, left] = [left, ""];
    remember(standing.row.id);
  }
  gone = [];
  tell("");
  await draw();
  search.focus();
}

function tell(sentence, ...more) {
  const lines = element.querySelectorAll(".told");
  lines.forEach((place) => place.replaceChildren());
  lines[drawer?.open ? 0 : 1].replaceChildren(...(sentence ? [sentence, ...more] : []));
}

async function copyLink(link) {
  const name = link.textContent;
  const address = new URL(link.dataset.link, location.origin + location.pathname);
  if (current) address.searchParams.set("chat", current);
  const done = await navigator.clipboard?.writeText(address.href).then(() => true, () => false);
  link.textContent = done ? strings.copied_link : strings.not_allowed;
  setTimeout(() => (link.textContent = name), 1500);
}
