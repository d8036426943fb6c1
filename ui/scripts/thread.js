// The chat: clicks on examples, suggestions, tools and readings, and a view that follows what is written.
const scroller = document.getElementById("scroll");

element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-ask], button[data-action]");
  if (!button) return;
  if (button.dataset.action === "copy") return copy(button);
  if (button.dataset.action === "reuse") return reuse(button);
  const { ask = null, action = null, reading = null } = button.dataset;
  trigger("click", { ask, action, reading });
});

// The question of an earlier exchange goes into the box: it is asked anew at the end, and nothing is taken away.
function reuse(button) {
  const box = document.querySelector("#composer textarea");
  if (!box) return;
  box.value = button.closest(".turn").querySelector(".asked p").textContent;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
}

// The server makes the copy, with its sources. The promise goes into the clipboard at once: later it would not be allowed.
async function copy(button) {
  const strings = window.verbatim.strings;
  const turn = button.closest(".turn");
  const message = turn.querySelector(".reply[data-message]")?.dataset.message;
  const whole = message ? fetch(`copy/${message}`).then((got) => (got.ok ? got.json() : null)).catch(() => null) : Promise.resolve(null);
  const part = (name, type) => whole.then((made) => new Blob([made ? made[name] : shown(turn, type)], { type }));
  try {
    const item = { "text/plain": part("plain", "text/plain"), "text/html": part("markup", "text/html") };
    await navigator.clipboard.write([new ClipboardItem(item)]);
    tell(button, (await whole) || !message ? strings.copied : strings.copy_gone);
  } catch {
    tell(button, strings.not_allowed);
  }
}

// What a reader sees, for a draft that was stopped or an answer that the server has forgotten.
function shown(turn, type) {
  const prose = turn.querySelector(".prose, .refusal, .reply").cloneNode(true);
  prose.querySelectorAll(".card, .tick, .struck, .unseen, .suggested, .after").forEach((extra) => extra.remove());
  const blocks = [...prose.querySelectorAll("p, li")].map((block) => block.textContent.trim());
  const text = (blocks.length ? blocks : [prose.textContent.trim()]).join("\n\n");
  if (type === "text/plain") return text;
  const page = document.createElement("pre");
  page.textContent = text;
  return page.outerHTML;
}

function tell(button, words) {
  const said = button.closest(".turn").querySelector(".tools .said");
  said.textContent = words;
  setTimeout(() => (said.textContent = ""), 4000);
}

function show(turn) {
  scroller.scrollTop += turn.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}

// Follow a draft while the reader is at its end; show a finished answer from its question on.
let turns = 0;
let following = true;
if (scroller) {
  scroller.addEventListener("scroll", () => {
    following = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
  });
  new MutationObserver(() => {
    const shown = element.querySelectorAll(".turn");
    const finished = shown.length > turns;
    const drafting = document.querySelector("#draft .asked");
    turns = shown.length;
    if (finished) return show(shown[shown.length - 1]);
    if (drafting && (following || !scroller.dataset.drafting)) scroller.scrollTop = scroller.scrollHeight;
    scroller.dataset.drafting = drafting ? "true" : "";
  }).observe(scroller, { childList: true, subtree: true, characterData: true });
}
